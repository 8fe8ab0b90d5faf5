import 'server-only'
import { ownQuestionOf } from '#domain/group-question.ts'
import { notFound } from '#domain/problem.ts'
import type { Belonging } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'

/**
 * Makes sure that a chapter asks a question: the guide's file has it, or the group has accepted it.
 * @throws Problem `not-found`
 */
export async function requireQuestion({ guide, groupId }: Belonging, chapter: string, questionId: string): Promise<void> {
  const { questions } = await requireChapter(guide, chapter)
  if (questions.some(({ id }) => id === questionId)) return
  const id = ownQuestionOf(questionId)
  const own = id && (await db().groupQuestion.findFirst({ where: { id, groupId, chapter, status: 'ACCEPTED', deletedAt: null } }))
  if (!own) throw notFound()
}
