import pg from 'pg'

/** The user of our own Postgres that the product works as. It reads and writes rows; it makes, changes and drops nothing. */
const ROLE = 'studycircle'
/** One process at a time, or Postgres refuses the second as it changes the same row; the number has no meaning. */
const ROLE_LOCK = 5487234

/**
 * Makes the product's own user and gives it its rights, after each migration anew. Whoever could make the product run a statement of
 * theirs would still be no superuser: no files, no programs, no tables to drop, no other database.
 * @param admin address of the database, as its superuser
 * @param password of the user; a new one takes effect
 * @returns the address of the database as that user
 */
export async function ensureRole(admin: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ROLE_LOCK])
    const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE])
    const verb = rows.length === 0 ? 'CREATE' : 'ALTER'
    const database = pg.escapeIdentifier(decodeURIComponent(new URL(admin).pathname.slice(1)))
    await client.query(`
      BEGIN;
      ${verb} ROLE ${ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${pg.escapeLiteral(password)};
      -- What Postgres adds to an error, it writes into its log: the row that it refused.
      ALTER ROLE ${ROLE} SET log_error_verbosity = terse;
      REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${database} TO ${ROLE};
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${ROLE};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${ROLE};
      DO $$ BEGIN
        IF to_regnamespace('pgboss') IS NOT NULL THEN
          GRANT USAGE ON SCHEMA pgboss TO ${ROLE};
          GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${ROLE};
          GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ${ROLE};
        END IF;
        IF to_regclass('public._prisma_migrations') IS NOT NULL THEN REVOKE ALL ON public._prisma_migrations FROM ${ROLE}; END IF;
      END $$;
      COMMIT`)
  } finally {
    await client.end()
  }
  const url = new URL(admin)
  url.username = ROLE
  url.password = password
  return url.href
}
