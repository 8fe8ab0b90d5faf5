import pg from 'pg'

/**
 * Lets Postgres learn how rows lie, as it does by itself after a while. Asked by the product's user, it does nothing and says nothing.
 * @param admin the address of the database as the owner of its tables
 */
export async function analyze(admin: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}
