import 'server-only'
import type { ModerateWords, ModerationAct, SaidNoun } from '#domain/moderation.ts'
import type { Belonging } from '#server/access.ts'
import type { Tx } from '#server/db.ts'

/** Words that something is done about. `named`: whether the group is told whose they are. */
export type Subject = { noun: SaidNoun; id: string; chapter: string; creatorId: string | null; named: boolean }

/** The column of `flags` that names words of a kind. */
export const FLAGGED = {
  annotation: 'annotationId',
  comment: 'commentId',
  answer: 'answerId',
  question: 'groupQuestionId',
  groupAnswer: 'groupAnswerId',
  position: 'positionId',
  line: 'meetingEventId',
  summary: 'summaryId',
} as const satisfies Record<SaidNoun, string>

/**
 * Writes down what was done about somebody's words, for good, and that facilitators have dealt with what was flagged there.
 * @param act what was done, under an id of its own: what is written down already changes nothing
 */
export async function settle(
  tx: Tx,
  { groupId, userId }: Belonging,
  { noun, id, chapter, creatorId, named }: Subject,
  { id: entryId, act, reason }: Pick<ModerateWords, 'id' | 'reason'> & { act: ModerationAct },
): Promise<void> {
  const entry = { id: entryId, groupId, act, noun, subjectId: id, chapter, creatorId, named, actorId: userId, reason }
  await tx.moderationEntry.createMany({ data: [entry], skipDuplicates: true })
  if (act === 'REPLY') return
  await tx.flag.updateMany({ where: { groupId, [FLAGGED[noun]]: id, settledAt: null }, data: { settledAt: new Date() } })
}
