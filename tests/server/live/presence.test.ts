import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GET } from '#app/api/groups/[groupId]/events/route.ts'
import { POST as postWriting } from '#app/api/groups/[groupId]/writing/route.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { saveGroup } from '#server/groups/groups.ts'
import { tellAll } from '#server/live/notify.ts'
import { updatePresence } from '#server/live/wishes.ts'
import { createAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { CHAPTER, type Circle, createCircle, marking } from '#tests/support/circle.ts'
import { type Heard, type Listening, openDoor } from '#tests/support/event-stream.ts'
import { closeStreams } from '#tests/support/live-streams.ts'
import { call, signedIn } from '#tests/support/request.ts'

let circle: Circle
const streams: Listening[] = []
beforeEach(async () => {
  circle = await createCircle()
})
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  await closeStreams()
})

/** Opens the stream of a page on which somebody reads a chapter. */
async function read({ userId }: Viewer, chapter = CHAPTER): Promise<Listening> {
  const { groupId } = circle
  const path = `/api/groups/${groupId}/events?chapter=${chapter}`
  const stream = await openDoor(GET, await signedIn({ id: userId }), { path, params: { groupId } })
  streams.push(stream)
  // From here on its process listens: what is told before, and kept nowhere, nobody hears.
  await stream.next(({ event }) => event === 'reset')
  return stream
}

const countOf = ({ heard }: Listening) =>
  (heard.filter(({ event }) => event === 'readers').at(-1)?.data as { count: number } | undefined)?.count
const counts = (stream: Listening, count: number | undefined) => vi.waitFor(() => expect(countOf(stream)).toBe(count), { timeout: 20_000 })
const writers = ({ heard }: Listening) => heard.filter(({ event }) => event === 'writing').map(({ data }) => data)

async function write({ userId }: Viewer, annotationId: string, writing = true): Promise<number> {
  const { groupId } = circle
  const body = { chapter: CHAPTER, subject: { kind: 'annotation', annotationId }, writing }
  const headers = await signedIn({ id: userId })
  return (await call(postWriting, { method: 'POST', headers, path: `/api/groups/${groupId}/writing`, params: { groupId }, body })).status
}

/** Waits until everything told before has come to a stream. */
async function caughtUp(stream: Listening): Promise<void> {
  const about = randomUUID()
  const writer = { id: randomUUID(), name: 'Mark' }
  await tellAll([{ writingIn: circle.groupId, chapter: CHAPTER, about, writer, writing: true, notFor: [] }])
  await stream.next(({ data }: Heard) => (data as { about?: string }).about === about)
}

test('who reads a chapter is counted once, in all processes, and told as a number alone', async () => {
  const ada = await read(circle.ada)
  const [ben, benAgain] = [await read(circle.ben), await read(circle.ben)]
  await counts(ada, 2)
  // Another process tells of a third reader, and of one who reads here too.
  const process = randomUUID()
  const told = { readersOf: circle.groupId, chapter: CHAPTER, process }
  await tellAll([{ ...told, readers: [circle.owner.userId, circle.ben.userId] }])
  await Promise.all([counts(ada, 3), counts(ben, 3)])
  expect(ada.raw()).not.toContain(circle.ben.userId)
  benAgain.close()
  await tellAll([{ ...told, readers: [] }])
  await counts(ada, 2)
  ben.close()
  await counts(ada, 1)
})

test('whoever does not want to be counted is not, nor hears of others; where the group does not want it, nobody is', async () => {
  const [ada, ben] = [await read(circle.ada), await read(circle.ben)]
  await counts(ada, 2)
  await updatePresence(circle.ben, { groupId: circle.groupId, shown: false })
  await Promise.all([counts(ada, 1), counts(ben, 0)])
  const again = await read(circle.ben)
  const owner = await read(circle.owner)
  await Promise.all([counts(ada, 2), counts(owner, 2)])
  expect(countOf(again)).toBeUndefined()
  await saveGroup(circle.owner, { groupId: circle.groupId, name: 'Quiet', presence: 'off' })
  await Promise.all([counts(ada, 0), counts(owner, 0)])
})

test('others who see the thread are told who writes in it: not the writer, not who muted them, nobody of what is private', async () => {
  const { groupId, ada, ben, owner } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'These words.' }))
  const [atAda, atBen, atOwner] = [await read(ada), await read(ben), await read(owner)]
  const elsewhere = await read(owner, 'another-chapter')
  await db().mute.create({ data: { groupId, userId: owner.userId, mutedId: ben.userId } })
  expect(await write(ben, note.id)).toBe(204)
  expect(await write(ben, note.id, false)).toBe(204)
  for (const stream of [atAda, atBen, atOwner]) await caughtUp(stream)
  const writer = { id: ben.userId, name: 'Ben' }
  expect(writers(atAda).slice(0, 2)).toEqual([true, false].map((writing) => ({ about: note.id, writer, writing })))
  for (const stream of [atBen, atOwner, elsewhere]) expect(stream.raw()).not.toContain(note.id)

  await updateAnnotation(ada, { groupId, annotationId: note.id, version: 1, body: 'Mine.', visibility: 'PRIVATE' })
  const before = writers(atBen).length
  expect(await write(ada, note.id)).toBe(204)
  expect(await write(ben, note.id)).toBe(404)
  await caughtUp(atBen)
  expect(writers(atBen).slice(before)).toHaveLength(1)
  expect(JSON.stringify(writers(atBen))).not.toContain(ada.userId)
})

test('what is told of readers and writers is kept in no table, and so often at most', async () => {
  const { groupId, ada } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'These words.' }))
  const stream = await read(circle.ben)
  const rows = async () => {
    const [{ found } = { found: '' }] = await db().$queryRaw<{ found: string }[]>`
      SELECT string_agg(relname || ' ' || (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || quote_ident(relname), false, true, '')))[1]::text, ', ' ORDER BY relname) AS found
      FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`
    return found
  }
  await write(ada, note.id)
  const before = await rows()
  let refused = 0
  for (let at = 0; at < 25; at++) if ((await write(ada, note.id)) === 429) refused += 1
  await caughtUp(stream)
  expect(refused).toBeGreaterThan(0)
  // Signing in made a session for each.
  expect((await rows()).replace(/\bsessions \d+/, '')).toBe(before.replace(/\bsessions \d+/, ''))
})
