import 'server-only'
import type { AboutAnswer, Answer, CreateAnswer, UpdateAnswer } from '#domain/answer.ts'
import type { ListInChapter, Page } from '#domain/page.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { db, isDuplicate, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { momentOf, OLDEST_FIRST, pageOf, parseCursor, saidAfter } from '#server/page.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { asWriter, deletedMeanwhile, present, type Reader } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, restoreWords, updateWords, type Words } from '#server/talk/words.ts'
import { answers, heardBy } from '#server/visibility.ts'
import { type Fresh, fresh, freshOne, keep } from '#server/words/render.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } } } satisfies Prisma.AnswerInclude
type Row = Prisma.AnswerGetPayload<{ include: typeof WITH_CREATOR }>

/** A page of the members' answers to a chapter's questions, oldest first. */
export async function listAnswers(viewer: Viewer, { groupId, chapter, cursor, limit }: ListInChapter): Promise<Page<Answer>> {
  const member = await requireMember(viewer, groupId)
  const after = parseCursor(cursor, 'moment')
  const reader = await findReader(member, chapter)
  const rows = await db().answer.findMany({
    where: {
      groupId,
      chapter,
      deletedAt: null,
      AND: [answers.seenBy(member)],
      ...saidAfter(after),
    },
    include: WITH_CREATOR,
    orderBy: OLDEST_FIRST,
    take: limit + 1,
  })
  return pageOf(await fresh('answers', rows), limit, momentOf, (row) => toAnswer(row, reader))
}

/** One answer. */
export async function requireAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer> {
  const member = await requireMember(viewer, groupId)
  const row = await WORDS.find(db(), member, answerId)
  if (!row || row.deletedAt) throw notFound()
  return toAnswer(await freshOne('answers', row), await findReader(member, row.chapter))
}

/**
 * Gives the viewer's one answer to a question. A repeat with the same id and words gives the same answer.
 * @throws Problem `conflict` with the answer that stands, when there is one already
 */
export async function createAnswer(viewer: Viewer, input: CreateAnswer): Promise<Answer> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, questionId, body } = input
  const known = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (known) return repeated(member, known, input)

  await requireQuestion(member, chapter, questionId)
  const words = await keep(body, member.userId)
  const mine = { groupId, chapter, questionId, creatorId: member.userId }
  await db().$transaction(async (tx) => {
    // What its writer took back makes room for the new one, for good.
    await tx.answer.deleteMany({ where: { ...mine, removal: 'WITHDRAWN' } })
    const { count } = await tx.answer.createMany({ data: [{ id, ...mine, ...words }], skipDuplicates: true })
    if (count > 0) await announce(tx, { groupId, id, chapter })
  })
  const row = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (row) return repeated(member, row, input)
  const standing = await db().answer.findFirst({ where: { ...mine, deletedAt: null }, include: WITH_CREATOR })
  throw new Problem('conflict', say('alreadyAnswered'), {
    current: standing && toAnswer(await freshOne('answers', standing), asWriter(member)),
    yours: body,
  })
}

async function repeated(member: Belonging, row: Row, { chapter, questionId, body }: CreateAnswer): Promise<Answer> {
  if (row.deletedAt && row.creatorId === member.userId) throw deletedMeanwhile(body)
  return repeatedWords(WORDS, member, row, { body, isSamePlace: row.chapter === chapter && row.questionId === questionId })
}

type Announced = Pick<Row, 'id' | 'groupId' | 'chapter'>

async function announce(tx: Tx, { id, groupId, chapter }: Announced, isGone = false): Promise<void> {
  await notify(tx, { groupId, noun: 'answer', id, chapter, ...heardBy(answers.audience()), ...(isGone && { removed: true as const }) })
}

const WORDS: Words<Row, Answer> = {
  table: 'answers',
  find: (tx, member, id) =>
    tx.answer.findFirst({ where: { id, groupId: member.groupId, AND: [answers.seenBy(member)] }, include: WITH_CREATOR }),
  change: async (tx, where, data) => (await tx.answer.updateMany({ where, data })).count,
  announce: (tx, row) => announce(tx, row),
  announceGone: async (tx, row, isNews) => {
    if (isNews) await announce(tx, row, true)
    return false
  },
  show: toAnswer,
}

/**
 * Changes the words of an answer.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateAnswer(viewer: Viewer, { groupId, answerId, ...edit }: UpdateAnswer): Promise<Answer> {
  return updateWords(WORDS, await requireMember(viewer, groupId), answerId, edit)
}

/** Takes an answer back; a day long it can be restored, unless a new one takes its place. Doing it twice is harmless. */
export async function removeAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<void> {
  await removeWords(WORDS, await requireMember(viewer, groupId), answerId)
}

/**
 * Brings back what was taken away.
 * @throws Problem `conflict` when its writer has given another answer since
 */
export async function restoreAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer> {
  const member = await requireMember(viewer, groupId)
  try {
    return await restoreWords(WORDS, member, answerId)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Problem('conflict', say('answeredSince'))
  }
}

function toAnswer(row: Fresh<Row>, reader: Reader): Answer {
  const { id, chapter, questionId, creator } = row
  const { deleted: _, can, ...rest } = present(row, reader)
  return { id, chapter, questionId, creator, ...rest, can: { edit: can.edit, remove: can.remove } }
}
