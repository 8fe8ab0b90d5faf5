import { randomUUID } from 'node:crypto'
import { Motivation, Visibility } from '#domain/annotation.ts'
import type { Role } from '#domain/group.ts'
import { ReactionKind } from '#domain/reaction.ts'
import type { Viewer } from '#domain/viewer.ts'
import { createSession } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { RENDERER } from '#server/markdown/render.ts'
import { addMember, asViewer, createGroup, createUser, createVisit } from '#tests/support/factories.ts'

export const CHAPTER = 'two-bulges'
const HOUR = 3600 * 1000
const ROLES: Role[] = ['OWNER', 'FACILITATOR', 'MEMBER']

export type Person = { viewer: Viewer; role: Role; seenAt: Date | null; token: string }

/** Numbers that only look like chance. */
function dice(seed: number) {
  let state = seed
  const next = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
  return { next, oneOf: <Value>(values: readonly Value[]) => values[next(values.length)] as Value }
}

/** A group whose members said, took away, hid and muted things as a seeded chance had it. */
export async function makeTalkOfChance() {
  const owner = await createUser({ name: 'Olga' })
  const group = await createGroup({ owner })
  const groupId = group.id
  const users = [owner, await createUser({ name: 'Fay' }), await createUser({ name: 'May "Q" \\ é' }), await createUser({ name: 'Mo' })]
  for (const [at, user] of users.entries()) if (at > 0) await addMember({ group, user, role: ROLES[Math.min(at, 2)] as Role })
  const people: Person[] = await Promise.all(
    users.map(async (user, at) => {
      const seenAt = at === 3 ? null : new Date(Date.now() - at * 20 * HOUR)
      if (seenAt) await createVisit({ group: { id: groupId }, user, chapter: CHAPTER, seenAt })
      const token = await createSession(user.id, 'Firefox')
      const session = await db().session.findUniqueOrThrow({ where: { sessionToken: token } })
      return { viewer: { ...asViewer(user), sessionId: session.id }, role: ROLES[Math.min(at, 2)] as Role, seenAt, token }
    }),
  )
  const other = await createUser({ name: 'Sven' })
  const stranger = { viewer: asViewer(other), token: await createSession(other.id, 'Firefox') }
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

  return { groupId, people, stranger }

  async function flag(subject: { annotationId: string } | { commentId: string }) {
    await db().flag.create({ data: { groupId, ...subject, userId: oneOf(people).viewer.userId, reason: '', hides: oneOf([true, false]) } })
  }
}
