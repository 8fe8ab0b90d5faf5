import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { GET as ownArchive } from '#app/api/account/archive/route.ts'
import { GET as groupArchive } from '#app/api/groups/[groupId]/archive/route.ts'
import { pool } from '#server/db.ts'
import { LEFT_OUT } from '#server/exports/archive-left-out.ts'
import { tablesOfGroup, tablesOfPerson } from '#server/exports/archive-tables.ts'
import { csvOf } from '#server/exports/csv.ts'
import { makeWorld, type World } from '#tests/support/access-world.ts'
import { call, signedIn } from '#tests/support/request.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

function who(name: 'owner' | 'creator'): { id: string } {
  const person = world.people[name]
  if (!person) throw new Error('nobody')
  return person
}

async function unzip(response: Response): Promise<Map<string, string>> {
  expect(response.status).toBe(200)
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const ofGroup = async () => unzip(await call(groupArchive, { headers: await signedIn(who('owner')), params: { groupId: world.group.id } }))
const ofPerson = async () => unzip(await call(ownArchive, { headers: await signedIn(who('creator')) }))

/** The first column of a CSV, without its name; no id has a comma or a quote in it. */
const ids = (csv: string | undefined) =>
  (csv ?? '')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',', 1)[0])
    .sort()

async function inDatabase(table: string, column: string, where: string): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(`SELECT t.${column}::text AS id FROM "${table}" t WHERE ${where}`)
  return rows.map(({ id }) => id).sort()
}

test('every table of the database is in the archive, or says why it is not', async () => {
  const { rows } = await pool().query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  const all = rows.map(({ name }) => name).sort()
  const { id } = world.group
  expect([...Object.keys(tablesOfGroup(id)), ...Object.keys(LEFT_OUT.group)].sort()).toEqual(all)
  expect([...Object.keys(tablesOfPerson(who('creator').id, [])), ...Object.keys(LEFT_OUT.person)].sort()).toEqual(all)
})

test('a group’s archive has every row of its own, row by row, and nobody’s private words', async () => {
  const files = await ofGroup()
  const group = `t.group_id = '${world.group.id}'`
  const isSeen = `(SELECT a.visibility FROM annotations a WHERE a.id = %) = 'GROUP'`
  const isOpen = (row: string) =>
    `EXISTS (SELECT FROM asked_questions q WHERE q.group_id = ${row}.group_id AND q.chapter = ${row}.chapter AND q.question_id = ${row}.question_id AND q.revealed_at IS NOT NULL)`
  const isShared = (row: string) => `${row}.sharing <> 'PRIVATE' AND ${isOpen(row)}`
  const inThread = (thread: string) =>
    `(CASE WHEN ${thread}.annotation_id IS NOT NULL THEN ${isSeen.replace('%', `${thread}.annotation_id`)}
      ELSE ${thread}.answer_id IS NULL OR EXISTS (SELECT FROM answers w WHERE w.id = ${thread}.answer_id AND ${isShared('w')}) END)`
  const ofAnswer = `EXISTS (SELECT FROM group_answers g WHERE g.id = t.group_answer_id AND g.hidden_at IS NULL AND (g.state IN ('AGREED', 'RECORDED') OR ${isOpen('g')}))`
  const conditions: Record<string, [string, string]> = {
    reading_groups: ['id', `t.id = '${world.group.id}'`],
    memberships: ['user_id', group],
    threads: ['id', `${group} AND ${inThread('t')}`],
    annotations: ['id', `${group} AND t.visibility = 'GROUP'`],
    comments: ['id', `${group} AND (SELECT ${inThread('h')} FROM threads h WHERE h.id = t.thread_id)`],
    answers: ['id', `${group} AND ${isShared('t')}`],
    asked_questions: ['id', group],
    group_answers: ['id', `${group} AND t.hidden_at IS NULL AND (t.state IN ('AGREED', 'RECORDED') OR ${isOpen('t')})`],
    group_answer_versions: ['id', `${group} AND ${ofAnswer}`],
    group_answer_steps: ['id', `${group} AND ${ofAnswer}`],
    positions: ['id', `${group} AND ${ofAnswer}`],
    group_questions: ['id', group],
    passage_changes: ['id', `${group} AND ${isSeen.replace('%', 't.annotation_id')}`],
    meeting_events: ['id', group],
    meetings: ['id', group],
    meeting_summaries: ['id', group],
    attendances: ['group_id', group],
    invitations: ['id', group],
    moderation_entries: ['id', group],
    unclear_steps: ['chapter', group],
    rewordings: ['id', `${group} AND t.annotation_id = '${world.annotation.id}'`],
    reactions: ['id', `${group} AND (t.annotation_id = '${world.annotation.id}' OR t.answer_id = '${world.answer.id}')`],
  }
  expect(Object.keys(conditions).sort()).toEqual(Object.keys(tablesOfGroup('')).sort())
  for (const [table, [column, where]] of Object.entries(conditions)) {
    expect(ids(files.get(`tables/${table}.csv`)), table).toEqual(await inDatabase(table, column, where))
  }
  for (const table of ['annotations', 'comments', 'answers', 'group_questions', 'meetings', 'reactions']) {
    expect(ids(files.get(`tables/${table}.csv`)).length, table).toBeGreaterThan(0)
  }
  const all = [...files.values()].join('\n')
  for (const said of [
    'canary-note',
    'canary-comment',
    'canary-answer',
    'canary-question',
    'canary-minutes',
    'canary-agreed',
    'canary-dissent',
    'canary-earlier',
  ])
    expect(all).toContain(said)
  for (const hidden of [
    'canary-private',
    'canary-first',
    'canary-both-answered',
    'canary-closed',
    'canary-withdrawn-comment',
    'canary-moderated',
    'canary-hidden-earlier',
    'canary-withdrawn-earlier',
    'canary-withdrawn-answer',
    'canary-elsewhere',
    'canary-waiting',
    world.invitation.code,
  ]) {
    expect(all).not.toContain(hidden)
  }
  expect(JSON.parse(files.get('notes.jsonld') ?? '')).toMatchObject({ type: 'AnnotationCollection' })
  expect(files.get('README.txt')).toContain('unclear_marks')
})

test('one’s own archive has every row of one’s own, private ones too, and nothing of anybody else', async () => {
  const files = await ofPerson()
  const { id } = who('creator')
  for (const table of ['annotations', 'comments', 'answers', 'group_questions']) {
    const expected = await inDatabase(table, 'id', `t.creator_id = '${id}'`)
    expect(ids(files.get(`tables/${table}.csv`)), table).toEqual(expected)
    expect(expected.length, table).toBeGreaterThan(0)
  }
  expect(ids(files.get('tables/users.csv'))).toEqual([id])
  const all = [...files.values()].join('\n')
  for (const own of ['canary-waiting', 'canary-hidden-earlier', 'canary-private-note', 'canary-note', 'canary-answer', 'canary-mail'])
    expect(all).toContain(own)
  for (const hidden of ['canary-elsewhere', 'canary-withdrawn-comment', 'canary-withdrawn-earlier', 'session_token', world.invitation.code])
    expect(all).not.toContain(hidden)
})

test('a cell is quoted where it must be, and no cell is a formula', async () => {
  async function* pages() {
    yield [{ a: 'plain', b: 'with "quotes", commas\r\nand lines', c: '=1+1', d: null, e: new Date(0), f: ['x'], g: -1, h: 'nobody asked' }]
  }
  let csv = ''
  for await (const part of csvOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'], pages())) csv += part
  expect(csv).toBe('a,b,c,d,e,f,g\r\nplain,"with ""quotes"", commas\r\nand lines",\'=1+1,,1970-01-01T00:00:00.000Z,"[""x""]",-1\r\n')
})
