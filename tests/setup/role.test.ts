import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '#scripts/database.ts'
import { parseEnv } from '#server/env.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

const open: OpenDatabase[] = []
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

/** Makes and opens the project's own database, twice at once, as two processes do. */
async function openTwice(dataDir: string): Promise<string> {
  const settings = parseEnv({ NODE_ENV: 'test', DATA_DIR: dataDir })
  const both = await Promise.all([openDatabase(settings), openDatabase(settings)])
  open.push(...both)
  expect(both[0].url).toBe(both[1].url)
  return both[0].url
}

test('the product works as a user who reads and writes rows, and can do nothing else', async () => {
  const url = await openTwice(temporaryFolder())
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      'SELECT rolsuper OR rolcreatedb OR rolcreaterole AS mighty FROM pg_roles WHERE rolname = current_user',
    )
    expect(rows).toEqual([{ mighty: false }])
    const refused = [
      'CREATE TABLE mine (x int)',
      'CREATE TEMPORARY TABLE mine (x int)',
      'CREATE SCHEMA mine',
      'CREATE DATABASE mine',
      'CREATE ROLE mine',
      'DROP TABLE users',
      'ALTER TABLE users ADD COLUMN x int',
      'TRUNCATE users CASCADE',
      'SELECT * FROM _prisma_migrations',
      'SELECT * FROM pg_authid',
      `SELECT pg_read_file('postgresql.conf')`,
      `COPY users TO PROGRAM 'true'`,
      `COPY users TO '/tmp/users'`,
      'ALTER SYSTEM SET port = 1',
    ]
    for (const statement of refused) await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
    await client.query(`INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'A Reader')`)
    await client.query(`UPDATE users SET name = 'Another'`)
    expect((await client.query('DELETE FROM users')).rowCount).toBe(1)
    await client.query(`LISTEN studycircle; SELECT pg_notify('studycircle', 'x'), pg_advisory_lock(1)`)
  } finally {
    await client.end()
  }
})
