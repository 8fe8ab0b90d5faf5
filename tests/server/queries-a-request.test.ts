import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as readAnnotation } from '#app/api/groups/[groupId]/annotations/[annotationId]/route.ts'
import { GET as listAnnotations } from '#app/api/groups/[groupId]/annotations/route.ts'
import { GET as readComment } from '#app/api/groups/[groupId]/comments/[commentId]/route.ts'
import { GET as listComments, POST as postComment } from '#app/api/groups/[groupId]/comments/route.ts'
import { POST as postEvents } from '#app/api/groups/[groupId]/meetings/[meetingId]/events/route.ts'
import { GET as health } from '#app/api/health/route.ts'
import { prefetchTalk } from '#app/groups/[groupId]/[chapter]/prefetch-talk.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, pool } from '#server/db.ts'
import { findEntitled } from '#server/live/entitled.ts'
import { closeHub } from '#server/live/hub.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { seed } from '#tests/bench/server/seed.ts'
import { CHAPTER, type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

/*
 * How often the database is asked for what a site is asked all day long, and that no such statement looks through a whole table.
 */

let circle: Circle
let ada: Record<string, string>
let noteId = ''
let commentId = ''
let meetingId = ''

beforeAll(async () => {
  // Tables large enough for it to matter how they are read.
  const [talked, asked] = [await requireChapter('tides', CHAPTER), { slug: 'tables-and-mills' }]
  await seed(process.env.DATABASE_URL ?? '', 10_000, [{ ...talked, length: talked.text.length }, asked])
  circle = await createCircle()
  ada = await signedIn({ id: circle.ada.userId })
  const { groupId } = circle
  noteId = (await createAnnotation(circle.ada, await marking(groupId, 'A tide'))).id
  const subject = { kind: 'annotation' as const, annotationId: noteId }
  commentId = (await createComment(circle.ben, saying(groupId, subject, 'A word.'))).id
  meetingId = (await createMeeting({ group: { id: groupId } })).id
  // Something of each that is only worked out when there is a deleted one.
  const gone = await createComment(circle.ben, saying(groupId, subject, 'Gone.'))
  await createComment(circle.ada, saying(groupId, subject, 'Below.', { parentId: gone.id }))
  await db().comment.update({ where: { id: gone.id }, data: { deletedAt: new Date(), removal: 'WITHDRAWN' } })
})

afterAll(() => closeHub())

const place = () => ({ groupId: circle.groupId })
const path = `/api?chapter=${CHAPTER}`
const post = (parentId: string | null = null) => {
  const body = { id: randomUUID(), chapter: CHAPTER, subject: { kind: 'annotation', annotationId: noteId }, parentId, body: 'Said again.' }
  return call(postComment, { headers: ada, method: 'POST', params: place(), body })
}
const postLine = () => {
  const action = { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text: 'Said aloud.', ownerId: null, due: null }
  const body = { events: [{ id: randomUUID(), madeAt: Date.now(), action }] }
  return call(postEvents, { headers: ada, method: 'POST', params: { ...place(), meetingId }, body })
}
const ASKED: [string, number, () => Promise<Response>][] = [
  ['notes of a chapter', 1, () => call(listAnnotations, { headers: ada, path, params: place() })],
  ['comments of a chapter', 1, () => call(listComments, { headers: ada, path, params: place() })],
  ['one note', 1, () => call(readAnnotation, { headers: ada, params: { ...place(), annotationId: noteId } })],
  ['one comment', 1, () => call(readComment, { headers: ada, params: { ...place(), commentId } })],
  // The session, the counter of what one sends, what it is about, and the writing with its live event.
  ['a comment posted', 4, () => post()],
  ['a reply posted', 4, () => post(commentId)],
  // The session, the membership, and the writing with its live event.
  ['a line of the minutes', 3, () => postLine()],
  // Empty lists ask nothing: one question finds out which they are.
  ['what comes with a chapter', 5, () => prefetchTalk(circle.ada, { ...place(), chapter: CHAPTER }).then(() => new Response())],
  // The membership, and what waits; whoever facilitates asks more.
  ['what waits for a member', 2, () => findCalls(circle.ben, place()).then(() => new Response())],
  ['which streams may go on', 1, () => findEntitled([{ ...place(), ...circle.ada }]).then(() => new Response())],
  ['health', 1, () => call(health, { headers: {} })],
]

/** What a request asks the database, once everything that is asked only once has been. */
async function statementsOf(request: () => Promise<Response>): Promise<{ text: string; values: unknown[] }[]> {
  expect((await request()).ok).toBe(true)
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  expect((await request()).ok).toBe(true)
  const asked = queries.mock.calls.map(([query, values]) => {
    const { text, values: own } = query as unknown as { text: string; values?: unknown[] }
    return typeof query === 'string' ? { text: query, values: values as unknown as unknown[] } : { text, values: own ?? [] }
  })
  queries.mockRestore()
  // What a connection says when it is opened belongs to no request, nor what processes tell one another of their keys.
  return asked.filter(({ text, values }) => !/^(SET|LISTEN) /.test(text) && !JSON.stringify(values).includes('keysFrom'))
}

test.each(ASKED)('%s: %i', async (_name, most, request) => {
  // What was told before, and is heard only now, has things looked up anew: the fewer of two requests count.
  const asked = [await statementsOf(request), await statementsOf(request)]
  expect(Math.min(...asked.map(({ length }) => length))).toBe(most)
})

/** As many rows as a large site has: what the planner believes is enough, and made at once. */
const ROWS: Record<string, number> = {
  annotations: 1e6,
  comments: 3e6,
  threads: 1e6,
  memberships: 120_000,
  sessions: 40_000,
  users: 40_000,
  visits: 60_000,
}

/** Tells the planner that the tables are large, and that each group has as little of them as it has here. */
async function pretendMany(client: pg.PoolClient): Promise<void> {
  for (const [table, rows] of Object.entries(ROWS)) {
    const { rows: kept } = await client.query(
      `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', c.relpages, 'reltuples', $2::real),
        (SELECT bool_and(pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', s.attname::text, 'inherited', false,
          'null_frac', s.null_frac, 'avg_width', s.avg_width, 'n_distinct', CASE WHEN s.n_distinct > 0 THEN (-s.n_distinct / c.reltuples)::real ELSE s.n_distinct END))
         FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = c.relname AND s.attname IN ('group_id', 'thread_id', 'user_id')) IS NOT FALSE AS columns
      FROM pg_class c WHERE c.oid = $1::regclass AND c.reltuples > 0`,
      [table, rows],
    )
    expect(kept, table).toMatchObject([{ pg_restore_relation_stats: true, columns: true }])
  }
}

test.each(ASKED)('%s looks up its rows among a million, and reads no table from end to end', async (_name, _most, request) => {
  const statements = await statementsOf(request)
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await pretendMany(client)
    for (const { text } of statements) {
      // As the product has it: one plan for whatever is asked for.
      const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${text}`)
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).not.toMatch(/Seq Scan on (annotations|comments|threads|memberships|sessions|users|visits)/)
    }
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test('whatever points from a large table at a row that goes is found by an index', async () => {
  const bare = await db().$queryRaw<{ name: string }[]>`
    SELECT c.conrelid::regclass || '.' || a.attname AS name
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.conrelid IN ('annotations'::regclass, 'answers'::regclass, 'comments'::regclass, 'threads'::regclass)
      AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum)`
  expect(bare).toEqual([])
})
