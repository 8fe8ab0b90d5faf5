import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type OldDatabase, type Row, releasedDatabase, upgradedDatabase } from '#tests/support/migrations.ts'

/*
 * Each migration since the last release, on a database that holds rows in every table: nothing is lost, and what is new is right. Whoever adds
 * a migration says here what it makes of the rows that were there. With a release, RELEASED moves on and the rows with it.
 */

/** Columns that a migration changes on purpose, by table, each with the test below that says how. */
const CHANGED: Record<string, string[]> = { meetings: ['notes', 'notes_version'] }

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

test('prepared chapters: none of a text that was there before, whose first reader has it read in a thread', async () => {
  const database = await upgradedDatabase()
  expect((await database.read()).get('prepared_chapters')).toEqual([])
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

test('moderation: nothing was flagged, nobody is muted, and nothing is said to have been done', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const tables = await database.read()
  for (const table of ['flags', 'mutes', 'moderation_entries']) expect(tables.get(table), table).toEqual([])
})

test('moderating what the group writes together: nothing of it is hidden', async () => {
  const tables = await (await upgradedDatabase()).read()
  const rows = ['group_answers', 'positions', 'meeting_events', 'meeting_summaries'].flatMap((table) => tables.get(table) ?? [])
  expect(new Set(rows.map(({ hidden_at }) => hidden_at))).toEqual(new Set([null]))
})

test('a second step and passkeys: nobody has any yet', async () => {
  const tables = await (await upgradedDatabase()).read()
  for (const table of ['totps', 'passkeys']) expect(tables.get(table), table).toEqual([])
})

test('group deletion: no group goes that nobody has deleted', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const groups = (await database.read()).get('reading_groups') ?? []
  expect(new Set(groups.map(({ deletes_at }) => deletes_at))).toEqual(new Set([null]))
})

test('what was seen: everything until the last visit, as before', async () => {
  const database = await upgradedDatabase()
  const { rows } = await database.client.query('SELECT seen = tstzmultirange(tstzrange(NULL, seen_at, $1)) AS same FROM visits', ['(]'])
  expect(new Set(rows.map(({ same }) => same))).toEqual(new Set([true]))
})

test('where reading stopped: nobody is said to have been anywhere', async () => {
  const database = await upgradedDatabase()
  const visits = (await database.read()).get('visits') ?? []
  expect(new Set(visits.map(({ paragraph, read_at }) => `${paragraph} ${read_at}`))).toEqual(new Set(['null null']))
})

test('resolved threads: all are open', async () => {
  const database = await upgradedDatabase()
  const threads = (await database.read()).get('threads') ?? []
  expect(new Set(threads.map(({ resolved_at, resolved_by_id }) => `${resolved_at} ${resolved_by_id}`))).toEqual(new Set(['null null']))
})

test('group settings: no group says or links anything yet', async () => {
  const database = await upgradedDatabase()
  const groups = (await database.read()).get('reading_groups') ?? []
  expect(new Set(groups.map(({ welcome, call_link }) => `${welcome}${call_link}`))).toEqual(new Set(['']))
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

test.each([
  ['reactions: nobody has reacted to anything yet', 'reactions'],
  ['earlier versions: none are known of words that were changed before', 'rewordings'],
  ['votes: nobody has voted for a suggestion yet', 'question_votes'],
  ['slips: nobody has one', 'slips'],
])('%s', async (_told, table) => {
  const database = await releasedDatabase()
  await database.migrate()
  expect((await database.read()).get(table)).toEqual([])
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

test('calendar feeds: nobody has one before asking for it, and answers stay as they were given', async () => {
  const database = await releasedDatabase()
  const before = (await database.read()).get('attendances')
  await database.migrate()
  const after = await database.read()
  expect(after.get('memberships')?.filter((row) => row.calendar_key !== null)).toEqual([])
  expect(after.get('attendances')).toEqual(before)
})

test('more chapters: a meeting that was planned takes up its own alone', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  expect((await database.read()).get('meetings')?.map((row) => row.more_chapters)).toEqual([[]])
})

test('letters: nobody is written to who has not asked for it, and nothing that was said before is mailed', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const { rows } = await database.client.query(
    `SELECT DISTINCT mail, mail_zone, feed_key, mailed_until > now() - interval '1 hour' AS fresh FROM memberships`,
  )
  expect(rows).toEqual([{ mail: 'OFF', mail_zone: '', feed_key: null, fresh: true }])
  expect((await database.read()).get('letters')).toEqual([])
})

test('agenda templates: a group goes on with the agendas that the program proposes', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const groups = (await database.read()).get('reading_groups')
  expect(groups?.map(({ agenda_template }) => agenda_template)).toEqual(groups?.map(() => null))
})

test('reminders: no group has picked any, and nobody was reminded', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const tables = await database.read()
  expect(tables.get('reading_groups')?.flatMap(({ reminder_hours }) => reminder_hours)).toEqual([])
  expect(tables.get('reminders')).toEqual([])
})

test('archived groups, files of notes, evidence in histories: nothing of it was there before', async () => {
  const database = await releasedDatabase()
  await database.migrate()
  const { rows } = await database.client.query('SELECT DISTINCT archived_at, language, time_zone FROM reading_groups')
  expect(rows).toEqual([{ archived_at: null, language: '', time_zone: '' }])
  const tables = await database.read()
  expect(tables.get('invitations')?.every((row) => row.invitee_id === null && row.via_group_id === null)).toBe(true)
  // Nobody's words came in a file, and of no answer is it known what it rested on before.
  for (const table of ['annotations', 'comments']) expect(tables.get(table)?.every((row) => row.creator_name === null)).toBe(true)
  expect(tables.get('rewordings')?.every((row) => row.evidence === null)).toBe(true)
})
