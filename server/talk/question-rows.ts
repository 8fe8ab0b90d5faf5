import 'server-only'
import { type GroupQuestion, type QuestionStatus, questionIdOf } from '#domain/group-question.ts'
import type { Chapter } from '#domain/guide.ts'
import { mayDecideQuestions, mayEditWords, maySeeDeclined, mayWithdrawQuestion } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { type Belonging, requireRight } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { deletedMeanwhile, isThereFor, isUnread, staleEdit } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'
import { heardBy, notes, questions } from '#server/visibility.ts'

export const WITH_PASSAGE = {
  creator: { select: { id: true, name: true } },
  annotation: { select: { id: true, start: true, end: true, visibility: true, deletedAt: true, chapterRevision: true } },
  votes: { select: { userId: true } },
} satisfies Prisma.GroupQuestionInclude
export type QuestionRow = Prisma.GroupQuestionGetPayload<{ include: typeof WITH_PASSAGE }>

/** Saves a change that started from a version and a status, or refuses it with both texts. */
export async function changeQuestion(
  { groupId }: Belonging,
  row: QuestionRow,
  from: { version: number; status: QuestionRow['status'] },
  data: Prisma.GroupQuestionUncheckedUpdateInput & { status?: QuestionStatus },
  yours: string,
): Promise<void> {
  const { id } = row
  await db().$transaction(async (tx) => {
    const where = { id, groupId, deletedAt: null, ...from }
    const { count } = await tx.groupQuestion.updateMany({ where, data: { ...data, version: from.version + 1 } })
    if (count > 0) return await announceQuestion(tx, { ...row, status: data.status ?? row.status }, { before: row })
    const current = await tx.groupQuestion.findFirst({ where: { id, groupId, deletedAt: null } })
    if (!current) throw deletedMeanwhile(yours)
    requireSameStatus(current.status, from.status)
    throw staleEdit({ body: current.text, version: current.version }, yours)
  })
}

function requireSameStatus(current: QuestionRow['status'], seen: QuestionRow['status']): void {
  if (current !== seen) throw new Problem('conflict', say('questionDecided'))
}

/**
 * @param standing which of those that they may see; unless told, what was not taken away
 * @throws Problem `not-found` for what the member may not see
 */
export async function requireQuestionRow(
  member: Belonging,
  id: string,
  standing: Prisma.GroupQuestionWhereInput = { deletedAt: null },
): Promise<QuestionRow> {
  const where = { id, groupId: member.groupId, AND: [questions.seenBy(member), standing] }
  const row = await db().groupQuestion.findFirst({ where, include: WITH_PASSAGE })
  if (!row) throw notFound()
  return row
}

/** As `requireQuestionRow`; what was taken away is still there for whoever may bring it back. */
export async function requireRowOrGone(member: Belonging, id: string): Promise<QuestionRow> {
  const where = { id, groupId: member.groupId, AND: [questions.seenBy(member)] }
  const row = await db().groupQuestion.findFirst({ where, include: WITH_PASSAGE })
  if (!row || !isThereFor(row, member)) throw notFound()
  requireRight(row.removal !== 'HELD', say('waitsForFacilitator'))
  return row
}

type Announced = Pick<QuestionRow, 'id' | 'groupId' | 'chapter' | 'status' | 'creatorId'> & Partial<Pick<QuestionRow, 'removal'>>

/**
 * Tells whoever sees it that a suggestion changed, or that it is gone.
 * @param before who saw it until now, where that changes
 */
export async function announceQuestion(
  tx: Tx,
  row: Announced,
  { isGone = false, before = row }: { isGone?: boolean; before?: Announced } = {},
): Promise<void> {
  const { id, groupId, chapter } = row
  const audience = heardBy(await questions.audience(tx, row), await questions.audience(tx, before))
  await notify(tx, { groupId, noun: 'question', id, chapter, ...audience, ...(isGone && { removed: true as const }) })
}

/** One question as a member sees it. */
export const showQuestion = async (member: Belonging, row: QuestionRow) => (await questionPresenter(member, row.chapter))(row)

/** How a chapter's suggestions look to a member. */
export async function questionPresenter(member: Belonging, slug: string): Promise<(row: QuestionRow) => GroupQuestion> {
  const [chapter, reader] = await Promise.all([requireChapter(member.guide, slug), findReader(member, slug)])
  const decides = mayDecideQuestions(member.role)
  return (row) => {
    const { id, status, kind, text, version, creator, annotation } = row
    const isCreator = row.creatorId === member.userId
    // A mark that went, or that its creator now keeps to themselves, is not told of.
    const shown = annotation && !annotation.deletedAt && notes.isOfGroup(annotation) ? annotation : null
    const waits = row.removal === 'HELD'
    const undecided = status === 'SUGGESTED' && !waits
    return {
      id,
      chapter: row.chapter,
      questionId: questionIdOf(id),
      status,
      kind,
      text,
      reason: maySeeDeclined({ isCreator, role: member.role }) ? row.reason : '',
      creator,
      reworded: row.decidedAt !== null && row.editedAt?.getTime() === row.decidedAt.getTime(),
      annotationId: shown?.id ?? null,
      paragraphs: shown?.chapterRevision === chapter.revision ? paragraphsOf(chapter, shown) : [],
      version,
      createdAt: row.createdAt.toISOString(),
      edited: row.editedAt !== null,
      waits,
      unread: isUnread(row, reader),
      votes: row.votes.length,
      voted: row.votes.some(({ userId }) => userId === member.userId),
      can: {
        edit: undecided && mayEditWords({ isCreator }),
        remove: status !== 'ACCEPTED' && !waits && mayWithdrawQuestion({ isCreator }),
        decide: decides && undecided,
        reopen: decides && !undecided && !waits,
      },
    }
  }
}

/** Names of the paragraphs that a passage touches. */
function paragraphsOf({ paragraphs }: Pick<Chapter, 'paragraphs'>, { start, end }: { start: number; end: number }): string[] {
  return paragraphs.filter((paragraph) => paragraph.start < end && start < paragraph.end).map(({ label }) => label)
}
