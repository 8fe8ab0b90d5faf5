import 'server-only'
import type { Question } from '#domain/guide.ts'
import { notFound } from '#domain/problem.ts'
import { requireChapter } from '#server/content/guides.ts'

/**
 * A question of a chapter, as the guide's file has it.
 * @throws Problem `not-found`
 */
export async function requireQuestion(guide: string, chapter: string, questionId: string): Promise<Question> {
  const { questions } = await requireChapter(guide, chapter)
  const question = questions.find(({ id }) => id === questionId)
  if (!question) throw notFound()
  return question
}
