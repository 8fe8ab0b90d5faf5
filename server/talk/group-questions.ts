import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AboutGroupQuestion, CreateGroupQuestion, GroupQuestion, UpdateGroupQuestion } from '#domain/group-question.ts'
import type { ListInChapter, Page } from '#domain/page.ts'
import { mayEditWords, mayWithdrawQuestion } from '#domain/permissions.ts'
import { idTaken, notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, type Prisma } from '#server/db.ts'
import { momentOf, OLDEST_FIRST, pageOf, parseCursor, saidAfter } from '#server/page.ts'
import { settle } from '#server/talk/moderation-log.ts'
import {
  announceQuestion,
  changeQuestion,
  type QuestionRow,
  questionPresenter,
  requireQuestionRow,
  requireRowOrGone,
  showQuestion,
  WITH_PASSAGE,
} from '#server/talk/question-rows.ts'
import { deletedMeanwhile, held, RESTORED, requireRestorable, requireTrust, withdrawnBy } from '#server/talk/talk.ts'
import { notes, questions, waiting } from '#server/visibility.ts'

/** A page of what members suggest as questions on a chapter, and of what became of it, oldest first. */
export async function listGroupQuestions(viewer: Viewer, input: ListInChapter): Promise<Page<GroupQuestion>> {
  const member = await requireMember(viewer, input.groupId)
  const { groupId, chapter: slug, limit } = input
  const after = parseCursor(input.cursor, 'moment')
  const show = await questionPresenter(member, slug)
  const rows = await db().groupQuestion.findMany({
    where: {
      groupId,
      chapter: slug,
      AND: [questions.seenBy(member), STANDS_OR_WAITS(member)],
      ...saidAfter(after),
    },
    include: WITH_PASSAGE,
    orderBy: OLDEST_FIRST,
    take: limit + 1,
  })
  return pageOf(rows, limit, momentOf, show)
}

/** One suggestion or question of the group. */
export async function requireGroupQuestion(viewer: Viewer, { groupId, groupQuestionId }: AboutGroupQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, groupId)
  return showQuestion(member, await requireQuestionRow(member, groupQuestionId, STANDS_OR_WAITS(member)))
}

const STANDS_OR_WAITS = (member: Belonging) =>
  ({ OR: [{ deletedAt: null }, waiting.shownTo(member)] }) satisfies Prisma.GroupQuestionWhereInput

/**
 * Suggests a question on a passage that the viewer has marked for the group, or on the whole chapter. A repeat with the same id gives the same question.
 * @throws Problem `not-found` for a mark that is not the viewer's, `conflict` when it is private or has its question already
 */
export async function createGroupQuestion(viewer: Viewer, input: CreateGroupQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, annotationId, kind, text } = input
  const known = await db().groupQuestion.findUnique({ where: { id }, include: WITH_PASSAGE })
  if (known) return repeated(member, known, input)

  await requireChapter(member.guide, chapter)
  await db().$transaction(async (tx) => {
    if (annotationId !== null) await requireFreeMark(tx, member, { id, groupId, chapter, annotationId, text })
    const data = { id, groupId, chapter, annotationId, text, creatorId: member.userId, ...(kind && { kind }), ...(member.waits && held()) }
    const { count } = await tx.groupQuestion.createMany({ data: [data], skipDuplicates: true })
    if (count > 0) await announceQuestion(tx, { ...data, status: 'SUGGESTED' })
  })
  return repeated(member, await db().groupQuestion.findUniqueOrThrow({ where: { id }, include: WITH_PASSAGE }), input)
}

type OnPassage = Omit<CreateGroupQuestion, 'annotationId' | 'kind'> & { annotationId: string }

/** @throws as `createGroupQuestion` when no question can be suggested on this mark */
async function requireFreeMark(tx: Prisma.TransactionClient, member: Belonging, { id, groupId, chapter, annotationId, text }: OnPassage) {
  // Locked against becoming private, and against a second question at the same moment.
  await tx.$executeRaw`SELECT 1 FROM annotations WHERE id = ${annotationId}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`
  const annotation = await tx.annotation.findFirst({ where: { id: annotationId, groupId, chapter, creatorId: member.userId } })
  if (!annotation) throw notFound()
  if (annotation.deletedAt) throw deletedMeanwhile(text)
  if (!notes.isOfGroup(annotation)) {
    throw new Problem('conflict', say('markIsPrivate'))
  }
  const standing = { groupId, annotationId, deletedAt: null, status: { not: 'DECLINED' as const }, id: { not: id } }
  if (await tx.groupQuestion.findFirst({ where: standing, select: { id: true } })) {
    throw new Problem('conflict', say('questionSuggested'))
  }
}

/** The question that an id already names, if it is the one that was sent. */
function repeated(member: Belonging, row: QuestionRow, input: CreateGroupQuestion): Promise<GroupQuestion> {
  if (row.creatorId !== member.userId || row.groupId !== input.groupId) throw notFound()
  if (row.deletedAt && row.removal !== 'HELD') throw deletedMeanwhile(input.text)
  // Once edited or decided, the first words are not known any more.
  if (row.chapter !== input.chapter || (row.version === 1 && row.text !== input.text)) throw idTaken()
  return showQuestion(member, row)
}

/**
 * Changes the words of a suggestion.
 * @throws Problem `conflict` with both texts when the edit started from an older version, or when it is decided meanwhile
 */
export async function updateGroupQuestion(viewer: Viewer, input: UpdateGroupQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, input.groupId)
  const { groupQuestionId: id, version, text } = input
  const own = await requireQuestionRow(member, id)
  requireRight(mayEditWords({ isCreator: own.creatorId === member.userId }), say('mayEdit'))
  requireUndecided(own)
  requireTrust(member.waits && own.text !== text)
  if (own.text === text) return showQuestion(member, own)
  const now = new Date()
  await changeQuestion(member, own, { version, status: 'SUGGESTED' }, { text, editedAt: now, wordsAt: now }, text)
  return showQuestion(member, await requireQuestionRow(member, id))
}

/** Takes a suggestion back; a day long it can be restored. Doing it twice is harmless. */
export async function removeGroupQuestion(viewer: Viewer, { groupId, groupQuestionId }: AboutGroupQuestion): Promise<void> {
  const member = await requireMember(viewer, groupId)
  const row = await requireRowOrGone(member, groupQuestionId)
  requireRight(mayWithdrawQuestion({ isCreator: row.creatorId === member.userId }), say('mayWithdraw'))
  if (row.status === 'ACCEPTED') throw new Problem('conflict', say('questionTaken'))
  await db().$transaction(async (tx) => {
    const where = { id: row.id, groupId, deletedAt: null }
    const { count } = await tx.groupQuestion.updateMany({ where, data: withdrawnBy(member.userId) })
    if (count > 0) await announceQuestion(tx, row, { isGone: true })
  })
}

/**
 * Brings back a suggestion that was taken back.
 * @throws Problem `gone` after a day
 */
export async function restoreGroupQuestion(viewer: Viewer, { groupId, groupQuestionId }: AboutGroupQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, groupId)
  const row = await requireRowOrGone(member, groupQuestionId)
  if (row.deletedAt) {
    requireRestorable(row, member)
    await db().$transaction(async (tx) => {
      await tx.groupQuestion.update({ where: { id: row.id, groupId }, data: RESTORED })
      const subject = { noun: 'question' as const, id: row.id, chapter: row.chapter, creatorId: row.creatorId, named: true }
      if (row.removal === 'MODERATED') await settle(tx, member, subject, { id: randomUUID(), act: 'RESTORE', reason: '' })
      await announceQuestion(tx, row)
    })
  } else {
    const isCreator = row.creatorId === member.userId
    requireRight(mayWithdrawQuestion({ isCreator }), say('mayRestore'))
  }
  return showQuestion(member, await requireQuestionRow(member, row.id))
}

function requireUndecided({ status }: QuestionRow): void {
  if (status === 'ACCEPTED') throw new Problem('conflict', say('questionWordsStay'))
}
