import 'server-only'
import type { InChapter } from '#domain/group.ts'
import { Prisma } from '#server/db.ts'
import { lookup } from '#server/lookup.ts'

/** Kinds of talk that many chapters have nothing of; `said` is what was said on questions and answers. */
type Kind = 'said' | 'answers' | 'questions' | 'groupAnswers' | 'resolutions' | 'unclear'

const KINDS = lookup<Record<Kind, boolean>, InChapter>((at) => {
  const here = Prisma.sql`group_id = ${at.groupId}::uuid AND chapter = ${at.chapter}`
  return Prisma.sql`
    SELECT EXISTS (SELECT FROM threads WHERE ${here} AND annotation_id IS NULL) AS said,
      EXISTS (SELECT FROM answers WHERE ${here}) AS answers,
      EXISTS (SELECT FROM group_questions WHERE ${here}) AS questions,
      EXISTS (SELECT FROM group_answers WHERE ${here}) AS "groupAnswers",
      EXISTS (SELECT FROM threads WHERE ${here} AND resolved_at IS NOT NULL) AS resolutions,
      EXISTS (SELECT FROM unclear_marks WHERE ${here}) OR EXISTS (SELECT FROM unclear_steps WHERE ${here}) AS unclear`
})

/**
 * Which kinds of talk a chapter has any of, whoever may see it: one question to the database in place of the twenty that its lists ask to find
 * themselves empty.
 */
export async function findKinds({ groupId, chapter }: InChapter): Promise<Record<Kind, boolean>> {
  const row = await KINDS({ groupId, chapter })
  if (!row) throw new Error('a SELECT without a table gave no row')
  return row
}
