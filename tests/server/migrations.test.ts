import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type OldDatabase, oldDatabases, type Row } from '#tests/support/migrations.ts'

/*
 * Each migration since the last release, on a database that holds rows in every table: nothing is lost, and what is new is right. Whoever adds
 * a migration says here what it makes of the rows that were there. With a release, RELEASED moves on and the rows with it.
 */

/** Columns that a migration changes on purpose, by table, each with the test below that says how. */
const CHANGED: Record<string, string[]> = { meetings: ['notes', 'notes_version'] }

const { releasedDatabase, upgradedDatabase } = oldDatabases()

const find = async (database: OldDatabase, table: string, end: string): Promise<Row> => {
  const found = (await database.read()).get(table)?.find((row) => String(row.id).endsWith(end))
  if (!found) throw new Error(`${table} has lost ${end}`)
  return found
}

test('the database of the last release has rows in every table', async () => {
  const { read } = await releasedDatabase()
  const empty = [...(await read())].filter(([, rows]) => rows.length === 0).map(([name]) => name)
  expect(empty).toEqual([])
})

test('brought up to date, it has every row and every value that it had', async () => {
  const database = await releasedDatabase()
  const before = await database.read()
  expect(await database.migrate()).toBeGreaterThan(0)
  expect(await database.migrate()).toBe(0)
  const after = await database.read()
  for (const [table, rows] of before) {
    const kept = after.get(table) ?? []
    expect(kept.length, table).toBe(rows.length)
    for (const [at, row] of rows.entries()) {
      const same = Object.fromEntries(Object.entries(row).filter(([column]) => !CHANGED[table]?.includes(column)))
      expect(kept[at], `${table} ${at}`).toMatchObject(same)
    }
  }
})

test('the migrations make the schema that the program is written for', async () => {
  const database = await upgradedDatabase()
  const env = { ...process.env, DATABASE_URL: database.url, NO_COLOR: '1' }
  const diff = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--script']
  const { stdout } = await promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', ...diff], { env })
  expect(stdout).toContain('-- This is an empty migration.')
})

/** Tables that nobody had anything in before them. */
const EMPTY = [
  ...['prepared_chapters', 'reactions', 'rewordings', 'question_votes', 'slips', 'letters', 'reminders', 'positions'],
  ...['group_answers', 'meeting_summaries', 'flags', 'mutes', 'moderation_entries', 'totps', 'passkeys', 'push_subscriptions'],
  ...['personas', 'returns', 'ended_sessions', 'account_mail_days'],
]

/** What every row that was there has in the columns that are new: nobody has asked for, done or said anything yet. */
const NEW: Record<string, Record<string, unknown>> = {
  annotations: { creator_name: null },
  answers: { sharing: 'NAMED', evidence: [] },
  asked_questions: { revealed_at: null },
  comments: { creator_name: null },
  meeting_events: { hidden_at: null, sealed: null },
  invitations: { invitee_id: null, via_group_id: null },
  meetings: { more_chapters: [] },
  memberships: { calendar_key: null, mail: 'OFF', mail_zone: '', feed_key: null, shows_presence: true, to_approve: 0 },
  reading_groups: {
    ...{ welcome: '', call_link: '', language: '', time_zone: '', answer_first: false, nameless: false },
    ...{ deletes_at: null, archived_at: null, agenda_template: null, reminder_hours: [], shows_presence: true },
    ...{ suspended_at: null, suspended_reason: '', holds_first: 0, circle_name: '' },
    ...{ names_weeks: null, names_fade_at: null, names_faded_at: null, keeps_attendance: true, keeps_turns: false },
  },
  sessions: { old_name_until: null },
  users: { suspended_at: null, suspended_reason: '' },
  threads: { resolved_at: null, resolved_by_id: null },
  visits: { paragraph: null, read_at: null },
}

test('what is new holds nothing that nobody gave it', async () => {
  const tables = await (await upgradedDatabase()).read()
  expect(EMPTY.filter((table) => tables.get(table)?.length !== 0)).toEqual([])
  for (const [table, columns] of Object.entries(NEW)) {
    expect(tables.get(table), table).not.toEqual([])
    for (const row of tables.get(table) ?? []) expect(row, table).toMatchObject(columns)
  }
})

test('nothing that was said before is mailed', async () => {
  const { client } = await upgradedDatabase()
  const { rows } = await client.query(`SELECT DISTINCT mailed_until > now() - interval '1 hour' AS fresh FROM memberships`)
  expect(rows).toEqual([{ fresh: true }])
})

test('whose words: people had taken back their own alone, and what was unread stays so', async () => {
  const database = await upgradedDatabase()
  const [ada, ben] = ['00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003']
  const standing = { removal: null, removed_by_id: null }
  const withdrawn = { removal: 'WITHDRAWN', removed_by_id: ben }
  expect(await find(database, 'annotations', '41')).toMatchObject({ creator_id: ada, ...standing, words_at: '2026-10-09T00:00:00+00:00' })
  expect(await find(database, 'annotations', '43')).toMatchObject({ creator_id: ben, ...withdrawn })
  expect(await find(database, 'comments', '71')).toMatchObject(withdrawn)
  expect(await find(database, 'comments', '72')).toMatchObject({ ...standing, words_at: '2026-10-12T00:00:00+00:00' })
  expect(await find(database, 'answers', '81')).toMatchObject({ ...standing, words_at: '2026-10-09T00:00:00+00:00' })
  expect(await find(database, 'answers', '82')).toMatchObject(withdrawn)
  expect(await find(database, 'group_questions', '91')).toMatchObject({ ...standing, words_at: '2026-10-12T00:00:00+00:00' })
  expect(await find(database, 'group_questions', '92')).toMatchObject({ removal: 'WITHDRAWN', removed_by_id: null })
  await expect(database.client.query(`UPDATE comments SET deleted_at = now() WHERE deleted_at IS NULL`)).rejects.toThrow(/removal_check/)
})

test('ways in: nobody has proved anything yet, and when something was connected is not known', async () => {
  const database = await upgradedDatabase()
  expect(await find(database, 'sessions', '12')).toMatchObject({ session_token: 'a-session-of-ada', proved_at: null })
  expect(await find(database, 'accounts', '11')).toMatchObject({ provider_account_id: 'ben-at-the-union', created_at: null })
})

test('texts: where a draft was published is known, and nobody but an owner opens one to others than its groups', async () => {
  const database = await releasedDatabase()
  // Of an owner, published; and of somebody who is none.
  const ben = '00000000-0000-7000-8000-000000000003'
  await database.client.query(`UPDATE import_drafts SET published_at = '2026-10-09Z'`)
  await database.client.query(
    `INSERT INTO import_drafts (id, creator_id, file_name, settings)
     VALUES ('00000000-0000-7000-8000-000000000032', $1, 'essay.txt', '{"slug": "essay", "audience": "MEMBERS"}')`,
    [ben],
  )
  await database.migrate()
  expect(await find(database, 'import_drafts', '31')).toMatchObject({ settings: { slug: 'book' }, published_slug: 'book' })
  const theirs = { settings: { slug: 'essay', audience: 'GROUPS' }, published_slug: null }
  expect(await find(database, 'import_drafts', '32')).toMatchObject(theirs)
})

test('counters of what people send are kept, and not written to the disk before each answer', async () => {
  const database = await releasedDatabase()
  const before = (await database.read()).get('rate_limits')
  await database.migrate()
  expect((await database.read()).get('rate_limits')).toEqual(before)
  const { rows } = await database.client.query(`SELECT relpersistence FROM pg_class WHERE relname = 'rate_limits'`)
  expect(rows).toEqual([{ relpersistence: 'u' }])
})

test('minutes: shared notes become lines of the minutes, and no word of them is lost', async () => {
  const database = await releasedDatabase()
  const long = Array.from({ length: 900 }, (_, at) => `word-${at}${at % 9 ? ' ' : '\n\n'}`).join('')
  const unbroken = 'x'.repeat(2_500)
  await database.client.query(`UPDATE meetings SET notes = notes || $1`, [`\n${long}${unbroken}`])
  await database.migrate()
  const { rows } = await database.client.query(`SELECT seq, action->>'text' AS text FROM meeting_events ORDER BY seq`)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1))
  expect(Math.max(...rows.map(({ text }) => text.length))).toBeLessThanOrEqual(1_000)
  const words = (text: string) => text.split(/\s+/).filter(Boolean)
  expect(words(rows.map(({ text }) => text).join(' ')).join('')).toBe(words(`What we said.\n${long}${unbroken}`).join(''))
  expect(rows[0].text).toMatch(/^What we said\.\nword-0\n\nword-1 word-2/)
})

test('what was seen: everything until the last visit, as before', async () => {
  const database = await upgradedDatabase()
  const { rows } = await database.client.query('SELECT seen = tstzmultirange(tstzrange(NULL, seen_at, $1)) AS same FROM visits', ['(]'])
  expect(new Set(rows.map(({ same }) => same))).toEqual(new Set([true]))
})

test('answers: a group goes on seeing them as it did, each with its name, and every question that was answered is known', async () => {
  const database = await upgradedDatabase()
  expect(await find(database, 'reading_groups', '21')).toMatchObject({ answer_first: false, nameless: false })
  expect(await find(database, 'answers', '81')).toMatchObject({ sharing: 'NAMED', evidence: [] })
  const { asked_questions: asked = [], answers = [] } = Object.fromEntries(await database.read())
  const place = ({ group_id, chapter, question_id }: Row) => `${group_id} ${chapter} ${question_id}`
  expect(asked.map(place).sort()).toEqual([...new Set(answers.map(place))].sort())
  expect(asked.every(({ revealed_at }) => revealed_at === null)).toBe(true)
})

test('a group that goes takes all that is its own, and nothing else', async () => {
  const database = await upgradedDatabase()
  const before = await database.read()
  await database.client.query('DELETE FROM reading_groups')
  const after = await database.read()
  for (const [table, rows] of before) {
    const isOfGroup = table === 'reading_groups' || rows.some((row) => 'group_id' in row)
    expect(after.get(table), table).toEqual(isOfGroup ? [] : rows)
  }
})
