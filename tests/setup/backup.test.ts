import { readdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabase, openDatabaseAsIs } from '#scripts/database.ts'
import { parseEnv } from '#server/env.ts'
import { runScript, temporaryFolder } from '#tests/setup/processes.ts'

const settingsOf = (dataDir: string) => parseEnv({ NODE_ENV: 'test', DATA_DIR: dataDir })

async function run(args: string[], settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, DATABASE_URL: '', BACKUP_DIR: '', BACKUP_PASSPHRASE: 'low water, high bridge', ...settings }
  const script = runScript(args, { env })
  return { code: await script.ended, said: script.output() }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('the commands move an installation: from a database in use into an empty folder, and from there to another server', async () => {
  const [from, to, elsewhere] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  const inUse = await openDatabase(settingsOf(from))
  try {
    await ask(inUse.url, `INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Ada')`)
    const backup = await run(['scripts/backup.ts'], { DATA_DIR: from })
    expect(backup).toMatchObject({
      code: 0,
      said: expect.stringMatching(/1 rows of \d+ tables.*read back and compared[\s\S]*It is encrypted/),
    })
    const [name = ''] = readdirSync(path.join(from, 'backups'))
    const file = path.join(from, 'backups', name)

    const restored = await run(['scripts/restore.ts', file], { DATA_DIR: to })
    expect(restored).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Restored 1 rows .*Counts and checksums of every table are right/),
    })
    const moved = await openDatabaseAsIs(settingsOf(to))
    expect(await ask(moved.url, 'SELECT name FROM users')).toEqual([{ name: 'Ada' }])
    await moved.close()

    const again = await run(['scripts/restore.ts', file], { DATA_DIR: to })
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('The database is not empty') })
    const closed = await run(['scripts/restore.ts', file], { DATA_DIR: elsewhere, BACKUP_PASSPHRASE: '' })
    expect(closed).toMatchObject({ code: 1, said: expect.stringContaining('is encrypted') })

    const other = new URL(inUse.admin)
    other.pathname = '/elsewhere'
    const given = await run(['scripts/restore.ts', file], { DATA_DIR: elsewhere, DATABASE_URL: other.href })
    expect(given.code, given.said).toBe(0)
    expect(await ask(other.href, 'SELECT name FROM users')).toEqual([{ name: 'Ada' }])
  } finally {
    await inUse.close()
  }
})
