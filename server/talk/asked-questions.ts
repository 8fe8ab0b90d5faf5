import 'server-only'
import type { Answering, AskedQuestion, RevealAnswers, UpdateAnswering } from '#domain/asked-question.ts'
import type { InChapter, InGroup } from '#domain/group.ts'
import { mayRevealAnswers } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight, requireSettings } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { statement } from '#server/statement.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { answers, openQuestions } from '#server/visibility.ts'

type Place = { groupId: string; chapter: string; questionId: string }

/** How the group answers. */
export async function requireAnswering(viewer: Viewer, { groupId }: InGroup): Promise<Pick<Answering, 'answerFirst' | 'nameless'>> {
  const { answerFirst, nameless } = await requireSettings(viewer, groupId)
  return { answerFirst, nameless }
}

const ASKED = statement<{ members: number; id: string | null; questionId: string; revealedAt: Date | null }, InChapter>(
  (at) => Prisma.sql`
    SELECT m.members, q.id, q.question_id AS "questionId", q.revealed_at AS "revealedAt"
    FROM (SELECT count(*)::int AS members FROM memberships WHERE group_id = ${at.groupId}::uuid) m
      LEFT JOIN asked_questions q ON q.group_id = ${at.groupId}::uuid AND q.chapter = ${at.chapter}`,
)

/** How the group answers, and how far it is with the questions of a chapter: numbers, no names and no words. */
export async function listAskedQuestions(viewer: Viewer, { groupId, chapter }: InChapter): Promise<Answering> {
  const member = await requireMember(viewer, groupId)
  const [group, rows] = await Promise.all([requireAnswering(viewer, { groupId }), ASKED({ groupId, chapter })])
  const members = rows[0]?.members ?? 0
  // Where nothing was asked there is one row, without a question.
  const asked = rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ id, ...row }]))
  const can = { reveal: mayRevealAnswers(member.role) }
  if (asked.length === 0) return { ...group, members, can, questions: [] }
  const [open, given] = await Promise.all([
    db().askedQuestion.findMany({ where: { groupId, chapter, AND: [openQuestions.seenBy(member)] }, select: { id: true } }),
    db().answer.groupBy({
      by: ['questionId'],
      where: { groupId, chapter, deletedAt: null, AND: [answers.shared()] },
      _count: true,
    }),
  ])
  const opened = new Set(open.map(({ id }) => id))
  const counts = new Map(given.map(({ questionId, _count }) => [questionId, _count]))
  const questions = asked.map(
    ({ id, questionId, revealedAt }): AskedQuestion => ({
      questionId,
      answered: counts.get(questionId) ?? 0,
      revealed: revealedAt !== null,
      open: opened.has(id),
    }),
  )
  return { ...group, members, can, questions }
}

/**
 * Shows the answers to a question to everybody, or goes back to answering first. Doing either twice is harmless.
 * @throws Problem `forbidden` to those who do not lead
 */
export async function revealAnswers(viewer: Viewer, { revealed, ...place }: RevealAnswers): Promise<Answering> {
  const member = await requireMember(viewer, place.groupId)
  const { groupId, chapter, questionId } = place
  requireRight(mayRevealAnswers(member.role), say('mayReveal'))
  await requireQuestion(member, chapter, questionId)
  await db().$transaction(async (tx) => {
    await ensureAsked(tx, { groupId, chapter, questionId })
    const where = { groupId, chapter, questionId, revealedAt: revealed ? null : { not: null } }
    const { count } = await tx.askedQuestion.updateMany({ where, data: { revealedAt: revealed ? new Date() : null } })
    if (count > 0) await notify(tx, { groupId, noun: 'opened-question', id: groupId, chapter })
  })
  return listAskedQuestions(viewer, { groupId, chapter })
}

/**
 * Says how the group answers. Answers that were shared without a name stay so.
 * @throws Problem `forbidden` to those who do not lead
 */
export async function updateAnswering(viewer: Viewer, { groupId, answerFirst, nameless }: UpdateAnswering): Promise<void> {
  const member = await requireMember(viewer, groupId)
  requireRight(mayRevealAnswers(member.role), say('mayReveal'))
  await db().$transaction(async (tx) => {
    await tx.readingGroup.update({ where: { id: groupId }, data: { answerFirst, nameless } })
    await notify(tx, { groupId, noun: 'opened-question', id: groupId })
  })
}

/** Makes sure that a question has its row. */
export async function ensureAsked(tx: Tx, { groupId, chapter, questionId }: Place): Promise<void> {
  await tx.askedQuestion.createMany({ data: [{ groupId, chapter, questionId }], skipDuplicates: true })
}

/** Tells that somebody has answered or taken an answer back: the group how many have, and whoever did what they see now. */
export async function announceAnswered(tx: Tx, { groupId, chapter }: Omit<Place, 'questionId'>, creatorId: string | null): Promise<void> {
  const event = { groupId, id: groupId, chapter }
  await notify(tx, { ...event, noun: 'asked-question' })
  if (creatorId) await notify(tx, { ...event, noun: 'opened-question', onlyFor: [creatorId] })
}
