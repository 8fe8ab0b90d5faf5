import 'server-only'
import { type DecideGroupQuestion, type GroupQuestion, questionIdOf } from '#domain/group-question.ts'
import { mayDecideQuestions } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db } from '#server/db.ts'
import { changeQuestion, type QuestionRow, requireQuestionRow, showQuestion } from '#server/talk/question-rows.ts'

/**
 * Accepts, declines or takes up again what a member suggested.
 * @throws Problem `conflict` when it changed meanwhile, and when an accepted question that somebody has answered is to be undone
 */
export async function decideGroupQuestion(viewer: Viewer, input: DecideGroupQuestion): Promise<GroupQuestion> {
  const member = await requireMember(viewer, input.groupId)
  const { groupQuestionId: id, version, status } = input
  const row = await requireQuestionRow(member, id)
  requireRight(mayDecideQuestions(member.role), say('mayDecideQuestions'))
  const now = new Date()
  const text = input.text ?? row.text
  if (row.status === status && row.text === text) return showQuestion(member, row)
  if (row.status === 'ACCEPTED') await requireUnanswered(row)
  const undone = status === 'SUGGESTED'
  await changeQuestion(
    member,
    row,
    { version, status: row.status },
    {
      status,
      text,
      kind: input.kind ?? row.kind,
      reason: status === 'DECLINED' ? input.reason : '',
      decidedAt: undone ? null : now,
      deciderId: undone ? null : member.userId,
      ...(text !== row.text && { editedAt: undone ? null : now, wordsAt: now }),
    },
    text,
  )
  return showQuestion(member, await requireQuestionRow(member, id))
}

/** Answers and comments stand under the question's name: they must not lose it. */
async function requireUnanswered({ id, groupId, chapter }: QuestionRow): Promise<void> {
  const place = { groupId, chapter, questionId: questionIdOf(id) }
  const [answer, comment] = await Promise.all([
    db().answer.findFirst({ where: { ...place, deletedAt: null }, select: { id: true } }),
    db().comment.findFirst({ where: { groupId, deletedAt: null, thread: place }, select: { id: true } }),
  ])
  if (answer ?? comment) throw new Problem('conflict', say('questionAnswered'))
}
