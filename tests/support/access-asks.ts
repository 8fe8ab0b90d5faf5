import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { createSession } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { CHAPTER, makeDraft, type Who, type World } from '#tests/support/access-world.ts'
import { createPassageChange } from '#tests/support/factories.ts'

// What the rows of the access matrix are made of: who gets which answer, and what they ask.

export type Ask = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
//                    signed out, stranger, member, creator, facilitator, owner, removed
export const members = (ok = 200) => [401, 404, ok, ok, ok, ok, 404]
// A page that stands outside of Next.
export const membersOrSignIn = () => [303, 404, 200, 200, 200, 200, 404]
export const creators = (ok = 200) => [401, 404, 403, ok, 403, 403, 404]
// What is deleted is there for nobody but its creator.
export const creatorsOfGone = () => [401, 404, 404, 200, 404, 404, 404]
// What only its creator sees is there for nobody else.
export const creatorsAlone = (ok = 200) => [401, 404, 404, ok, 404, 404, 404]
// What was declined is between whoever suggested it and those who decide.
export const concerned = (ok = 200) => [401, 404, 404, ok, ok, ok, 404]
// What was taken away is there for nobody.
export const nobody = () => [401, 404, 404, 404, 404, 404, 404]
export const leaders = (ok = 200) => [401, 404, 403, 403, ok, ok, 404]
export const owners = (ok = 200) => [401, 404, 403, 403, 403, ok, 404]
export const anyone = (ok = 200) => [ok, ok, ok, ok, ok, ok, ok]
export const signedInPeople = (ok = 200) => [401, ok, ok, ok, ok, ok, ok]

// Nobody in these columns owns the installation.
export const notTheirs = () => [401, 404, 404, 404, 404, 404, 404]

export const G = '/api/groups/[groupId]'
export const DRAFT = '/api/import-drafts/[draftId]'
export const inGroup = ({ group }: World) => ({ params: { groupId: group.id } })
export const inChapter = (world: World) => ({ ...inGroup(world), query: { chapter: CHAPTER } })
export const about =
  (key: 'annotation' | 'comment' | 'answer' | 'groupQuestion' | 'groupAnswer' | 'meeting' | 'invitation', body?: unknown) =>
  (world: World) => ({
    params: { groupId: world.group.id, [`${key}Id`]: world[key].id },
    body,
  })
export const deleted = (key: 'annotation' | 'comment' | 'answer' | 'groupQuestion') => async (world: World) => {
  const where = { id: world[key].id }
  const data = { deletedAt: new Date(), removal: 'WITHDRAWN' as const, removedById: world[key].creatorId }
  if (key === 'annotation') await db().annotation.update({ where, data })
  if (key === 'comment') await db().comment.update({ where, data })
  if (key === 'answer') await db().answer.update({ where, data })
  if (key === 'groupQuestion') await db().groupQuestion.update({ where, data })
  return about(key)(world)
}
export const decided = async (world: World) => {
  const { id } = await createPassageChange({ annotation: world.annotation, outcome: 'ACCEPTED' })
  return { params: { groupId: world.group.id, changeId: id } }
}
export const sessionOf = async (world: World, asker: Who): Promise<Ask> => {
  const person = world.people[asker]
  if (!person) return { params: { sessionId: randomUUID() } }
  const row = await db().session.findUniqueOrThrow({ where: { sessionToken: await createSession(person.id, 'Another device') } })
  return { params: { sessionId: row.id } }
}

export const ofDraft = (body?: object) => async () => ({ params: { draftId: await makeDraft() }, body })
export const inDraft = (more: Record<string, string>, query?: Record<string, string>) => async () => ({
  params: { draftId: await makeDraft(), ...more },
  query,
})

/** Only the rows about passwords pay for hashing one. */
export const withPassword =
  (body: Record<string, string>) =>
  async (world: World, asker: Who): Promise<Ask> => {
    const person = world.people[asker]
    if (person) await db().user.update({ where: { id: person.id }, data: { passwordHash: await hash('correct horse 42') } })
    return { body }
  }
