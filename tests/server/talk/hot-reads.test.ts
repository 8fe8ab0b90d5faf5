import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { maySee } from '#domain/permissions.ts'
import { db } from '#server/db.ts'
import { RENDERER } from '#server/markdown/render.ts'
import { readAnnotations, requireAnnotation } from '#server/talk/annotations.ts'
import { listComments, readComment, readComments, requireComment } from '#server/talk/comments.ts'
import { reactionsOf, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { present } from '#server/talk/talk.ts'
import { problemOf } from '#tests/support/circle.ts'
import { CHAPTER, makeTalkOfChance, type Person } from '#tests/support/talk-of-chance.ts'

/*
 * What the database makes into JSON in one statement says the same as the rules in JavaScript do, about worlds made by chance.
 */

let groupId = ''
let people: Person[] = []
let stranger: Pick<Person, 'viewer' | 'token'>

beforeAll(async () => {
  const made = await makeTalkOfChance()
  groupId = made.groupId
  people = made.people
  stranger = made.stranger
})

/** Comments that nobody has hidden from their own sight. */
const seenByAll = () => ({ flags: { none: {} }, creatorId: { not: people[1]?.viewer.userId ?? '' } })

/** Whether a member has hidden a row from their own sight. */
async function outOfSight({ viewer: { userId } }: Person) {
  const [flags, mutes] = [
    await db().flag.findMany({ where: { groupId, userId, hides: true } }),
    await db().mute.findMany({ where: { userId } }),
  ]
  const flagged = new Set(flags.flatMap(({ annotationId, commentId }) => [annotationId, commentId]))
  const muted = new Set(mutes.map(({ mutedId }) => mutedId))
  return ({ id, creatorId }: { id: string; creatorId: string | null }) => flagged.has(id) || (creatorId !== null && muted.has(creatorId))
}

const iso = (value: unknown) => JSON.parse(JSON.stringify(value))
const byMoment = (one: { createdAt: Date; id: string }, other: { createdAt: Date; id: string }) =>
  one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1)
const creatorOf = (row: { creator: { id: string; name: string } | null }) => row.creator && { id: row.creator.id, name: row.creator.name }

const seenUntil = (moment: Date | null) => (moment ? [{ from: -Infinity, to: moment.getTime() }] : [])

const WITH_ALL = { creator: true, thread: { include: { comments: true } }, reactions: WITH_REACTIONS } as const
async function notesFor(person: Person) {
  const { viewer, role, seenAt } = person
  const isHidden = await outOfSight(person)
  const rows = await db().annotation.findMany({ where: { groupId }, include: WITH_ALL })
  const shown = rows
    .filter((row) => !isHidden(row))
    .filter(({ visibility, creatorId }) => maySee({ visibility, isCreator: creatorId === viewer.userId }))
    .filter(({ deletedAt, thread }) => !deletedAt || thread?.comments.some((comment) => !comment.deletedAt))
    .sort((one, other) => one.start - other.start || (one.id < other.id ? -1 : 1))
  return shown.map((row) => {
    const { id, chapter, chapterRevision, start, end, exact, visibility, motivation } = row
    const place = {
      id,
      chapter,
      chapterRevision,
      start,
      end,
      exact,
      lost: row.lostIn !== null,
      creator: creatorOf(row),
      visibility,
      motivation,
    }
    return iso({
      ...place,
      tags: row.deletedAt ? [] : row.tags,
      ...present(row as never, { userId: viewer.userId, role, seen: seenUntil(seenAt) }),
      reactions: reactionsOf(row, viewer),
    })
  })
}

const WITH_THREAD = { creator: true, thread: { include: { annotation: true } }, reactions: WITH_REACTIONS } as const
async function commentsFor(person: Person) {
  const { viewer, role, seenAt } = person
  const isHidden = await outOfSight(person)
  const rows = await db().comment.findMany({ where: { groupId }, include: WITH_THREAD })
  const stands = (id: string): boolean => rows.some((row) => row.parentId === id && (!row.deletedAt || stands(row.id)))
  const shown = rows
    .filter((row) => !isHidden(row) && !(row.thread.annotation && isHidden(row.thread.annotation)))
    .filter(({ thread: { annotation } }) => !annotation || maySee({ ...annotation, isCreator: annotation.creatorId === viewer.userId }))
    .filter(({ id, deletedAt }) => !deletedAt || stands(id))
    .sort(byMoment)
  return shown.map((row) => {
    const { id, parentId, thread } = row
    const subject = thread.annotationId
      ? { kind: 'annotation', annotationId: thread.annotationId }
      : { kind: 'question', questionId: thread.questionId }
    const creator = row.deletedAt ? null : creatorOf(row)
    return iso({
      id,
      chapter: thread.chapter,
      subject,
      parentId,
      creator,
      ...present(row as never, { userId: viewer.userId, role, seen: seenUntil(seenAt) }),
      reactions: reactionsOf(row, viewer),
    })
  })
}

const LIST = { chapter: CHAPTER, cursor: null, limit: 2_000 }

test('a list says of every note and reply what the rules say, to each member', async () => {
  for (const person of people) {
    const asker = { token: person.token, madeFor: person.viewer.userId }
    const notes = await notesFor(person)
    expect(notes.length).toBeGreaterThan(40)
    expect(JSON.parse(await readAnnotations(asker, { groupId, ...LIST, order: 'position' }))).toEqual({ items: notes, next: null })
    const comments = await commentsFor(person)
    expect(comments.length).toBeGreaterThan(60)
    expect(comments.some(({ deleted }) => deleted)).toBe(true)
    expect(JSON.parse(await readComments(asker, { groupId, ...LIST }))).toEqual({ items: comments, next: null })
    for (const note of notes.slice(0, 5)) expect(await requireAnnotation(person.viewer, { groupId, annotationId: note.id })).toEqual(note)
    for (const reply of comments.slice(0, 5)) expect(await requireComment(person.viewer, { groupId, commentId: reply.id })).toEqual(reply)
  }
})

test('pages follow one another without a gap', async () => {
  const [, facilitator] = people as [Person, Person]
  const seen: unknown[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listComments>> = await listComments(facilitator.viewer, { groupId, ...LIST, cursor, limit: 7 })
    seen.push(...page.items)
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(await commentsFor(facilitator))
})

test('whoever is signed out, a stranger or somebody else than the page was made for gets nothing', async () => {
  const [owner] = people as [Person]
  const list = { groupId, ...LIST }
  await problemOf(readComments({ token: null, madeFor: undefined }, list), 'signed-out')
  await problemOf(readComments({ token: randomUUID(), madeFor: undefined }, list), 'signed-out')
  await problemOf(readComments({ token: stranger.token, madeFor: undefined }, list), 'not-found')
  await problemOf(readComments({ token: owner.token, madeFor: stranger.viewer.userId }, list), 'other-viewer')
  await problemOf(listComments(stranger.viewer, list), 'not-found')
})

test('those who ask for the same in one moment are answered from one statement, each with what they may see', async () => {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const comment = await db().comment.findFirstOrThrow({
    where: { groupId, deletedAt: null, ...seenByAll(), thread: { annotation: { visibility: 'PRIVATE', creatorId: { not: null } } } },
    include: { thread: { include: { annotation: true } } },
  })
  const before = queries.mock.calls.length
  const ask = (token: string | null) =>
    readComment({ token, madeFor: undefined }, { groupId, commentId: comment.id }).then(
      () => 'seen',
      ({ kind }) => kind,
    )
  const told = await Promise.all([...people.map(({ token }) => ask(token)), ask(stranger.token), ask(null)])
  const asked = queries.mock.calls.length - before
  queries.mockRestore()
  const expected = people.map(({ viewer }) => (viewer.userId === comment.thread.annotation?.creatorId ? 'seen' : 'not-found'))
  expect(expected).toContain('seen')
  expect(told).toEqual([...expected, 'not-found', 'signed-out'])
  expect(asked).toBe(1)
})

test('what another renderer made is made anew for its first reader, once', async () => {
  const [owner] = people as [Person]
  const { id } = await db().comment.findFirstOrThrow({
    where: { groupId, deletedAt: null, ...seenByAll(), body: 'Plain words.', thread: { annotationId: null } },
  })
  await db().comment.update({ where: { id }, data: { renderer: 0, html: '<p>old</p>' } })
  const list = JSON.parse(await readComments({ token: owner.token, madeFor: undefined }, { groupId, ...LIST }))
  expect(list.items.find((item: { id: string }) => item.id === id).html).toBe('<p dir="auto">Plain words.</p>')
  expect(await db().comment.findUniqueOrThrow({ where: { id } })).toMatchObject({
    renderer: RENDERER,
    html: '<p dir="auto">Plain words.</p>',
  })
})
