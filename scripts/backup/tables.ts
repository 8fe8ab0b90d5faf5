import { createHash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Checksum, Table } from '#scripts/backup/frames.ts'

/** Tables that no backup holds, each with the reason. */
export const LEFT_OUT: Record<string, string> = {
  _prisma_migrations: 'the backup names its migrations itself, and they are applied anew',
  sessions: 'whoever ended one would find it open again, and a file with them would be a bunch of keys',
  ended_sessions: 'gone in thirty days, and of sessions that are in no backup',
  verification_tokens: 'links in mails, good for an hour',
  letters: 'mails on their way, which would go out a second time',
  owner_links: 'links that make an owner, good for a day',
  push_subscriptions: 'each belongs to a session, and none of those is there',
  rate_limits: 'counters of the last minutes',
  prepared_chapters: 'made anew from the files of the texts',
}

/** The tables of our schema that a backup holds, with their columns in order. Those of jobs (decision 0037) stand in another. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.table_name::text AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
     GROUP BY 1 ORDER BY 1`,
  )
  return rows.filter(({ name }) => !(name in LEFT_OUT))
}

/**
 * The rows of a table as Postgres copies them out, in an order that depends on nothing but them. The connection is to have been prepared
 * with `SAME_WAY`, so that they are written alike by every server.
 */
export async function* copyOut(client: pg.Client, { name, columns }: Table): AsyncGenerator<Buffer> {
  const key = await client.query<{ column: string }>(
    `SELECT a.attname AS column FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY a.attnum`,
    [pg.escapeIdentifier(name)],
  )
  const order = key.rows.length > 0 ? key.rows.map(({ column }) => column) : columns
  const sorted = order.map((column) => `${pg.escapeIdentifier(column)}::text COLLATE "C"`).join(', ')
  yield* client.query(copyTo(`COPY (SELECT ${listed(columns)} FROM ${pg.escapeIdentifier(name)} ORDER BY ${sorted}) TO STDOUT`))
}

/** For the transaction in which rows are copied: nothing that a server or a user has set may change how they are written. */
export const SAME_WAY = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'; SET LOCAL statement_timeout = 0`

/** Names as a list for SQL. */
export const listed = (columns: string[]) => columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/** Counts rows and sums them up while they pass. A row ends with a line break; those within it are written otherwise. */
export function tally() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(bytes: Buffer): void {
      hash.update(bytes)
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1
    },
    sum: (): Checksum => ({ rows, sha256: hash.digest('hex') }),
  }
}
