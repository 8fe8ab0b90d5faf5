import 'server-only'
import type { AboutAnswer, Answer, CreateAnswer, UpdateAnswer } from '#domain/answer.ts'
import type { ListInChapter, Page } from '#domain/page.ts'
import { mayEditWords, mayRemoveWords } from '#domain/permissions.ts'
import { notFound, Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { pageOf, parseCursor } from '#server/page.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { deletedMeanwhile, idTaken, present, type Reader, requireRestorable, staleEdit } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } } } satisfies Prisma.AnswerInclude
type Row = Prisma.AnswerGetPayload<{ include: typeof WITH_CREATOR }>

/** A page of the members' answers to a chapter's questions, oldest first. */
export async function listAnswers(viewer: Viewer, { groupId, chapter, cursor, limit }: ListInChapter): Promise<Page<Answer>> {
  const { userId } = await requireMember(viewer, groupId)
  const after = parseCursor(cursor)
  const createdAt = after && new Date(after.key)
  const reader = await findReader(userId, groupId, chapter)
  const rows = await db().answer.findMany({
    where: {
      groupId,
      chapter,
      deletedAt: null,
      ...(after && createdAt && { createdAt: { gte: createdAt }, NOT: { createdAt, id: { lte: after.id } } }),
    },
    include: WITH_CREATOR,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  const cursorOf = (row: Row) => ({ key: row.createdAt.getTime(), id: row.id })
  return pageOf(rows, limit, cursorOf, (row) => toAnswer(row, reader))
}

/** One answer. */
export async function requireAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer> {
  const { userId } = await requireMember(viewer, groupId)
  const row = await db().answer.findFirst({ where: { id: answerId, groupId, deletedAt: null }, include: WITH_CREATOR })
  if (!row) throw notFound()
  return toAnswer(row, await findReader(userId, groupId, row.chapter))
}

/**
 * Gives the viewer's one answer to a question. A repeat with the same id and words gives the same answer.
 * @throws Problem `conflict` with the answer that stands, when there is one already
 */
export async function createAnswer(viewer: Viewer, input: CreateAnswer): Promise<Answer> {
  const member = await requireMember(viewer, input.groupId)
  const { userId } = member
  const { id, groupId, chapter, questionId, body } = input
  const known = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (known) return repeated(known, input, userId)

  await requireQuestion(member, chapter, questionId)
  const mine = { groupId, chapter, questionId, creatorId: userId }
  await db().$transaction(async (tx) => {
    // A deleted answer makes room for the new one.
    await tx.answer.deleteMany({ where: { ...mine, deletedAt: { not: null } } })
    const { count } = await tx.answer.createMany({ data: [{ id, ...mine, body }], skipDuplicates: true })
    if (count > 0) await notify(tx, { groupId, noun: 'answer', id, chapter })
  })
  const row = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (row) return repeated(row, input, userId)
  const standing = await db().answer.findFirst({ where: { ...mine, deletedAt: null }, include: WITH_CREATOR })
  throw new Problem('conflict', 'You have answered this question already. Both texts are kept: edit the answer that stands.', {
    current: standing && toAnswer(standing, { userId, seenAt: null }),
    yours: body,
  })
}

/** The answer that an id already names, if it is the one that was sent. */
function repeated(row: Row, input: CreateAnswer, userId: string): Answer {
  if (row.creatorId !== userId || row.groupId !== input.groupId) throw notFound()
  if (row.deletedAt) throw deletedMeanwhile(input.body)
  const sameQuestion = row.chapter === input.chapter && row.questionId === input.questionId
  // Once edited, the first words are not known any more.
  if (!sameQuestion || (row.version === 1 && row.body !== input.body)) throw idTaken()
  return toAnswer(row, { userId, seenAt: null })
}

/**
 * Changes the words of an answer.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateAnswer(viewer: Viewer, input: UpdateAnswer): Promise<Answer> {
  const { userId } = await requireMember(viewer, input.groupId)
  const { answerId: id, groupId, version, body } = input
  const own = await requireOwn(input, userId, (isCreator) => mayEditWords({ isCreator }))
  if (own.deletedAt) throw deletedMeanwhile(body)
  if (own.body === body) return toAnswer(own, { userId, seenAt: null })
  const saved = await db().$transaction(async (tx) => {
    const where = { id, groupId, version, deletedAt: null }
    const { count } = await tx.answer.updateMany({ where, data: { body, editedAt: new Date(), version: version + 1 } })
    if (count > 0) await notify(tx, { groupId, noun: 'answer', id, chapter: own.chapter })
    return count > 0
  })
  const row = await db().answer.findFirst({ where: { id, groupId }, include: WITH_CREATOR })
  if (!row || row.deletedAt) throw deletedMeanwhile(body)
  if (saved || row.body === body) return toAnswer(row, { userId, seenAt: null })
  throw staleEdit(row, body)
}

/** Takes an answer back; a day long it can be restored, unless a new one takes its place. Doing it twice is harmless. */
export async function removeAnswer(viewer: Viewer, input: AboutAnswer): Promise<void> {
  const { userId } = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter } = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  await db().$transaction(async (tx) => {
    const { count } = await tx.answer.updateMany({ where: { id, groupId, deletedAt: null }, data: { deletedAt: new Date() } })
    if (count > 0) await notify(tx, { groupId, noun: 'answer', id, chapter, removed: true })
  })
}

/**
 * Brings back what its creator deleted.
 * @throws Problem `gone` after a day
 */
export async function restoreAnswer(viewer: Viewer, input: AboutAnswer): Promise<Answer> {
  const { userId } = await requireMember(viewer, input.groupId)
  const row = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  const { id, groupId, chapter, deletedAt } = row
  if (deletedAt) {
    requireRestorable({ ...row, deletedAt }, userId)
    await db().$transaction(async (tx) => {
      const { count } = await tx.answer.updateMany({ where: { id, groupId }, data: { deletedAt: null } })
      if (count === 0) throw notFound()
      await notify(tx, { groupId, noun: 'answer', id, chapter })
    })
  }
  return toAnswer({ ...row, deletedAt: null }, { userId, seenAt: null })
}

/** As for annotations: somebody else's is forbidden, what the viewer cannot see is not found. */
async function requireOwn({ groupId, answerId }: AboutAnswer, userId: string, rule: (isCreator: boolean) => boolean): Promise<Row> {
  const row = await db().answer.findFirst({ where: { id: answerId, groupId }, include: WITH_CREATOR })
  const isCreator = row?.creatorId === userId
  if (!row || (row.deletedAt && !isCreator)) throw notFound()
  requireRight(rule(isCreator), 'Only the person who wrote this can change or delete it.')
  return row
}

function toAnswer(row: Row, reader: Reader): Answer {
  const { id, chapter, questionId, creator } = row
  const { deleted: _, can, ...rest } = present(row, reader)
  return { id, chapter, questionId, creator, ...rest, can: { edit: can.edit, remove: can.remove } }
}
