import 'server-only'
import { questionIdOf } from '#domain/group-question.ts'
import type { Tx } from '#server/db.ts'

/** What hangs on notes goes with them to another chapter: replies, and questions that grew from them with the answers and the talk. */
export async function moveTalk(tx: Tx, groupId: string, annotationIds: string[], chapter: string): Promise<void> {
  const annotationId = { in: annotationIds }
  await tx.thread.updateMany({ where: { groupId, annotationId }, data: { chapter } })
  const questions = await tx.groupQuestion.findMany({ where: { groupId, annotationId }, select: { id: true } })
  if (questions.length === 0) return
  const questionId = { in: questions.map(({ id }) => questionIdOf(id)) }
  await tx.$executeRaw`UPDATE group_questions SET chapter = ${chapter} WHERE group_id = ${groupId}::uuid AND id = ANY(${questions.map(({ id }) => id)}::uuid[])`
  await tx.thread.updateMany({ where: { groupId, questionId }, data: { chapter } })
  await tx.thread.updateMany({ where: { groupId, answer: { questionId } }, data: { chapter } })
  // The answers go along with the questions.
  await tx.$executeRaw`UPDATE asked_questions SET chapter = ${chapter} WHERE group_id = ${groupId}::uuid AND question_id = ANY(${questionId.in}::text[])`
}
