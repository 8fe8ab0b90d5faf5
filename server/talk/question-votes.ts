import 'server-only'
import type { GroupQuestion, VoteForQuestion } from '#domain/group-question.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { announceQuestion, requireQuestionRow, showQuestion } from '#server/talk/question-rows.ts'

/**
 * Says that the viewer would like the group to discuss a suggested question, or takes that back; doing it twice is harmless. The group is
 * told how many would, and not who.
 * @throws Problem `conflict` once it has been decided on
 */
export async function voteForQuestion(viewer: Viewer, { groupId, groupQuestionId, on }: VoteForQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, groupId)
  const row = await requireQuestionRow(member, groupQuestionId)
  if (row.status !== 'SUGGESTED') throw new Problem('conflict', say('questionDecided'))
  const mine = { groupId, groupQuestionId, userId: viewer.userId }
  await db().$transaction(async (tx) => {
    const { count } = on
      ? await tx.questionVote.createMany({ data: [mine], skipDuplicates: true })
      : await tx.questionVote.deleteMany({ where: mine })
    if (count > 0) await announceQuestion(tx, row)
  })
  return showQuestion(member, await requireQuestionRow(member, groupQuestionId))
}
