import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { keepBackup, scheduleBackups } from '#scripts/backup/keep.ts'
import { restoreBackup } from '#scripts/backup/restore.ts'
import { LEFT_OUT } from '#scripts/backup/tables.ts'
import { writeBackup } from '#scripts/backup/write.ts'
import { migrate } from '#scripts/migrate.ts'
import { parseEnv } from '#server/env.ts'
import { emptyDatabase, oldDatabases, type Tables } from '#tests/support/migrations.ts'

const PASSPHRASE = 'low water, high bridge'
/** What Postgres writes in a special way when it copies rows out. */
const AWKWARD = 'tab\t line\nback\\slash \\N \\. \r\n 𝔛 ¶ "quote" \u2028'

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studycircle-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database with our tables and no row in them. */
const newDatabase = () => emptyDatabase(inject('testTemplate'))

const { makeUpgradedDatabase, releasedDatabase } = oldDatabases()
let database: Awaited<ReturnType<typeof makeUpgradedDatabase>>
beforeAll(async () => {
  database = await makeUpgradedDatabase()
  await database.client.query('UPDATE comments SET body = $1', [AWKWARD])
  await database.client.query('UPDATE annotations SET tags = $1', [['', 'a,b', '{}', AWKWARD]])
  // So that a file has more than one chunk.
  await database.client.query(`UPDATE users SET image = $1`, [randomBytes(400_000).toString('base64')])
})
afterAll(() => database.drop())

const kept = (tables: Tables) => new Map([...tables].map(([name, rows]) => [name, name in LEFT_OUT ? [] : rows]))

test.each(['', PASSPHRASE])('every row of every table comes back as it was (passphrase “%s”)', async (passphrase) => {
  const file = path.join(temporaryFolder(), 'backups', 'all.backup')
  const { rows } = await writeBackup(database.url, file, passphrase)
  const empty = await (passphrase ? emptyDatabase() : newDatabase())
  expect(await restoreBackup(empty.url, file, passphrase)).toMatchObject({ rows, upgraded: 0 })
  const before = await database.read()
  expect(await empty.read()).toEqual(kept(before))
  expect(rows).toBe([...kept(before).values()].flat().length)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file).includes('A note of Ada')).toBe(false)
  // It is as good as the one that it was made of: rows still refer to one another, and a second restore finds it in use.
  await expect(empty.client.query(`UPDATE comments SET thread_id = gen_random_uuid()`)).rejects.toMatchObject({ code: '23503' })
  const again = await empty.read()
  await expect(restoreBackup(empty.url, file, passphrase)).rejects.toThrow('The database is not empty')
  expect(await empty.read()).toEqual(again)
})

test('no table is forgotten, and what is left out is there to be left out', async () => {
  const { client } = database
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(LEFT_OUT)))
  // A backup knows nothing of sequences; ids are made by the program.
  expect((await client.query(`SELECT FROM pg_sequences`)).rowCount).toBe(0)
})

test('a backup holds one moment, while people write', async () => {
  const file = path.join(temporaryFolder(), 'busy.backup')
  let writing = true
  const write = async () => {
    while (writing) {
      await database.client.query(
        `WITH one AS (INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Pair')) INSERT INTO reading_groups (id, guide, name) VALUES (gen_random_uuid(), 'tides', 'Pair')`,
      )
    }
  }
  const writer = write()
  await writeBackup(database.url, file, '')
  await writeBackup(database.url, `${file}.2`, '')
  writing = false
  await writer
  const empty = await newDatabase()
  await restoreBackup(empty.url, `${file}.2`, '')
  const { rows } = await empty.client.query(
    `SELECT (SELECT count(*) FROM users WHERE name = 'Pair') AS people, (SELECT count(*) FROM reading_groups WHERE name = 'Pair') AS groups`,
  )
  expect(Number(rows[0].people)).toBeGreaterThan(0)
  expect(rows[0].people).toBe(rows[0].groups)
})

test('a backup of the last release becomes what an upgrade would have made of it', async () => {
  const old = await releasedDatabase()
  const file = path.join(temporaryFolder(), 'old.backup')
  await writeBackup(old.url, file, '')
  const empty = await emptyDatabase()
  expect((await restoreBackup(empty.url, file, '')).upgraded).toBe(await old.migrate())
  const [restored, upgraded] = [await empty.read(), kept(await old.read())]
  expect([...restored.keys()]).toEqual([...upgraded.keys()])
  for (const [name, rows] of upgraded) expect(restored.get(name)?.length, name).toBe(rows.length)
})

test('a file that is not whole, of something else or closed is refused, and nothing is made', async () => {
  const folder = temporaryFolder()
  const [plain, closed] = [path.join(folder, 'plain'), path.join(folder, 'closed')]
  await writeBackup(database.url, plain, '')
  await writeBackup(database.url, closed, PASSPHRASE)
  const empty = await emptyDatabase()
  const refuse = async (name: string, bytes: Buffer, passphrase: string, sentence: RegExp) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    await expect(restoreBackup(empty.url, file, passphrase), name).rejects.toThrow(sentence)
  }
  for (const [file, passphrase] of [
    [plain, ''],
    [closed, PASSPHRASE],
  ] as const) {
    const whole = readFileSync(file)
    for (const length of [0, 10, 40, 150, 1000, 262_500, whole.length - 1])
      await refuse('short', whole.subarray(0, length), passphrase, /.+/)
    for (const at of [0, 30, 120, 5000, 300_000, whole.length - 1]) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      await refuse('flipped', flipped, passphrase, /damaged|no backup|does not open|too early/)
    }
    await refuse('longer', Buffer.concat([whole, Buffer.from([0])]), passphrase, /damaged/)
  }
  await refuse('foreign', gzipSync('PGDMP'), '', /is no backup of Studycircle/)
  await refuse('other', readFileSync(closed), 'another passphrase', /the passphrase in BACKUP_PASSPHRASE is another one/)
  await refuse('none', readFileSync(closed), '', /is encrypted/)
  await expect(restoreBackup(empty.url, path.join(folder, 'nowhere'), '')).rejects.toThrow('There is no file')
  expect([...(await empty.read()).keys()]).toEqual([])
}, 120_000)

test('a backup that cannot be written leaves nothing behind', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'file'), '')
  await expect(writeBackup(database.url, path.join(folder, 'file', 'x.backup'), '')).rejects.toThrow('it is no folder')
  await expect(writeBackup(database.url, path.join(folder, 'file'), '')).rejects.toThrow('is there already')
  expect(readdirSync(folder)).toEqual(['file'])
})

test('an upgrade saves first what is in use, and says the way back when it fails', async () => {
  const old = await releasedDatabase()
  const file = path.join(temporaryFolder(), 'before.backup')
  const before = kept(await old.read())
  // Somebody has made a type by hand that a migration wants to make.
  await old.client.query(`CREATE TYPE texts_from AS ENUM ('NOBODY')`)
  const upgrade = migrate(old.url, async () => (await writeBackup(old.url, file, '')).file)
  await expect(upgrade).rejects.toThrow(new RegExp(`texts_from[\\s\\S]*Nothing is lost[\\s\\S]*npm run restore -- ${file}`))
  const empty = await emptyDatabase()
  await restoreBackup(empty.url, file, '')
  const after = await empty.read()
  for (const [name, rows] of before) expect(after.get(name)?.length, name).toBe(rows.length)
})

test('a database that nobody uses yet is not saved first', async () => {
  const empty = await emptyDatabase()
  const saved = await migrate(empty.url, () => Promise.reject(new Error('saved')))
  expect(saved).toBeGreaterThan(0)
})

test('scheduled backups are made when they are due, by one process, and cleared away when their days are over', async () => {
  const folder = temporaryFolder()
  const settings = parseEnv({ NODE_ENV: 'test', BACKUP_DIR: folder, BACKUP_EVERY_HOURS: '24', BACKUP_KEEP_DAYS: '14' })
  const days = (count: number) => new Date(Date.now() - count * 24 * 3600 * 1000)
  const put = (name: string, age: number) => {
    writeFileSync(path.join(folder, name), '')
    utimesSync(path.join(folder, name), days(age), days(age))
  }
  put('studycircle-2026-01-01T00-00-00Z-scheduled.backup', 15)
  put('studycircle-2026-01-02T00-00-00Z-scheduled.backup', 13)
  put('studycircle-2026-01-01T00-00-00Z.backup', 99)
  put('studycircle-2026-01-01T00-00-00Z-before-upgrade.backup', 99)
  const both = [scheduleBackups(settings, database.url), scheduleBackups(settings, database.url)]
  await Promise.all(both.map((end) => end()))
  const names = readdirSync(folder)
  expect(names).toHaveLength(4)
  expect(names).not.toContain('studycircle-2026-01-01T00-00-00Z-scheduled.backup')
  await scheduleBackups(settings, database.url)()
  expect(readdirSync(folder)).toEqual(names)
  await keepBackup(settings, database.url, 'before-upgrade')
  expect(existsSync(path.join(folder, 'studycircle-2026-01-01T00-00-00Z-before-upgrade.backup'))).toBe(false)
  expect(existsSync(path.join(folder, 'studycircle-2026-01-01T00-00-00Z.backup'))).toBe(true)
})
