import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { Motivation, Visibility } from '#domain/annotation.ts'
import type { Role } from '#domain/group.ts'
import { maySee } from '#domain/permissions.ts'
import { ReactionKind } from '#domain/reaction.ts'
import type { Viewer } from '#domain/viewer.ts'
import { createSession } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { readAnnotations, requireAnnotation } from '#server/talk/annotations.ts'
import { listComments, readComment, readComments, requireComment } from '#server/talk/comments.ts'
import { reactionsOf, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { present } from '#server/talk/talk.ts'
import { RENDERER } from '#server/words/render.ts'
import { problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createGroup, createUser, createVisit } from '#tests/support/factories.ts'

/*
 * What the database makes into JSON in one statement says the same as the rules in JavaScript do, about worlds made by chance.
 */

const CHAPTER = 'two-bulges'
const HOUR = 3600 * 1000
const ROLES: Role[] = ['OWNER', 'FACILITATOR', 'MEMBER']

type Person = { viewer: Viewer; role: Role; seenAt: Date | null; token: string }
let groupId = ''
let people: Person[] = []
let stranger: { viewer: Viewer; token: string }

/** Numbers that only look like chance. */
function dice(seed: number) {
  let state = seed
  const next = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
  return { next, oneOf: <Value>(values: readonly Value[]) => values[next(values.length)] as Value }
}

beforeAll(async () => {
  const owner = await createUser({ name: 'Olga' })
  const group = await createGroup({ owner })
  groupId = group.id
  const users = [owner, await createUser({ name: 'Fay' }), await createUser({ name: 'May "Q" \\ é' }), await createUser({ name: 'Mo' })]
  for (const [at, user] of users.entries()) if (at > 0) await addMember({ group, user, role: ROLES[Math.min(at, 2)] as Role })
  people = await Promise.all(
    users.map(async (user, at) => {
      const seenAt = at === 3 ? null : new Date(Date.now() - at * 20 * HOUR)
      if (seenAt) await createVisit({ group: { id: groupId }, user, chapter: CHAPTER, seenAt })
      const token = await createSession(user.id, 'Firefox')
      const session = await db().session.findUniqueOrThrow({ where: { sessionToken: token } })
      return { viewer: { ...asViewer(user), sessionId: session.id }, role: ROLES[Math.min(at, 2)] as Role, seenAt, token }
    }),
  )
  const other = await createUser({ name: 'Sven' })
  stranger = { viewer: asViewer(other), token: await createSession(other.id, 'Firefox') }
  const { next, oneOf } = dice(7)
  const anybody = () => oneOf([...people.map(({ viewer }) => viewer.userId), null])
  const past = () => new Date(Date.now() - next(60) * HOUR)
  const written = () => {
    const removal = oneOf([null, null, null, 'WITHDRAWN', 'MODERATED'] as const)
    const body = oneOf(['', 'Plain words.', 'With "quotes", \\ and\nlines \u2028 \u0001 😀'])
    return {
      ...{ creatorId: anybody(), body, html: body && `<p>${body}</p>`, renderer: RENDERER, version: 1 + next(3) },
      ...{ createdAt: past(), wordsAt: past(), editedAt: oneOf([null, past()]) },
      ...(removal ? { removal, deletedAt: past(), removedById: people[0]?.viewer.userId ?? null } : {}),
    }
  }
  const others = dice(11)
  const react = async (subject: { annotationId: string } | { commentId: string }) => {
    const data = people.flatMap(({ viewer: { userId } }) =>
      ReactionKind.options
        .filter(() => others.next(3) === 0)
        .map((kind) => ({ ...subject, groupId, userId, kind, createdAt: new Date(others.next(60) * HOUR) })),
    )
    await db().reaction.createMany({ data })
  }
  for (let at = 0; at < 180; at++) {
    const note = { id: randomUUID(), groupId, chapter: CHAPTER, chapterRevision: 'made-up-revision', prefix: '', suffix: '' }
    const start = next(50)
    const place = { exact: 'words', start, end: start + 5, lostIn: oneOf([null, null, 'made-up-revision']) }
    const about = { visibility: oneOf(Visibility.options), motivation: oneOf(Motivation.options), tags: oneOf([[], ['to "do"', 'é']]) }
    await db().annotation.create({ data: { ...note, ...place, ...about, ...written() } })
    if (at % 9 === 0) await flag({ annotationId: note.id })
    if (at % 2) await react({ annotationId: note.id })
    if (at % 3 > 0) continue
    const thread = await db().thread.create({
      data: { groupId, chapter: CHAPTER, ...(at % 2 ? { questionId: `q-${at}` } : { annotationId: note.id }) },
    })
    const ids: string[] = []
    for (let reply = 0; reply < 6; reply++) {
      const id = randomUUID()
      await db().comment.create({ data: { id, groupId, threadId: thread.id, parentId: oneOf([null, ...ids, ...ids]), ...written() } })
      if (reply % 2) await react({ commentId: id })
      ids.push(id)
      if (reply % 3 === 0) await flag({ commentId: id })
    }
  }
  const [, facilitator, may] = people as [Person, Person, Person]
  await db().mute.create({ data: { groupId, userId: may.viewer.userId, mutedId: facilitator.viewer.userId } })

  async function flag(subject: { annotationId: string } | { commentId: string }) {
    await db().flag.create({ data: { groupId, ...subject, userId: oneOf(people).viewer.userId, reason: '', hides: oneOf([true, false]) } })
  }
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
