import 'server-only'
import type { WordsLeft } from '#domain/group.ts'
import type { Tx } from '#server/db.ts'
import { dropSealed } from '#server/groups/move-person.ts'
import { notify } from '#server/live/notify.ts'
import { answers, notes } from '#server/visibility.ts'

type Whose = { groupId: string; userId: string }

/**
 * What becomes of what somebody wrote in a group that they leave. In every case but `keep` nothing tells any more who they were, and what they kept
 * to themselves or had taken back is gone for good. With `remove` so is what they said to others: where somebody replied to it a place
 * without words stays, so that the reply can be understood. Questions that the group took over as its own, and the minutes, are the group's.
 * Call it before the membership ends: a person who has none any more is not looked for.
 */
export async function partWithWords(tx: Tx, whose: Whose, words: WordsLeft): Promise<void> {
  if (words === 'keep') return
  await deletePrivate(tx, await listPrivate(tx, whose))
  await partWithTheRest(tx, whose, words === 'remove')
}

/**
 * The same for somebody whom others take out of the group: they decide about what was said to them. What the member kept to themselves stays theirs,
 * with their name: their own archive has it, and it waits for them should they come back.
 */
export async function partWithSaid(tx: Tx, whose: Whose, words: WordsLeft): Promise<void> {
  if (words === 'keep') return
  const kept = await listPrivate(tx, whose)
  await holdBack(tx, kept, null)
  await partWithTheRest(tx, whose, words === 'remove')
  await holdBack(tx, kept, whose.userId)
}

async function partWithTheRest(tx: Tx, whose: Whose, isRemoved: boolean): Promise<void> {
  await partWithTalk(tx, whose, isRemoved)
  await partWithAnswersTogether(tx, whose, isRemoved)
  await partWithMeetings(tx, whose, isRemoved)
  await partWithTraces(tx, whose)
  await partWithModeration(tx, whose, isRemoved)
  const { groupId } = whose
  await notify(tx, { groupId, noun: 'group', id: groupId })
}

type Private = { notes: string[]; comments: string[]; answers: string[] }

/** Ids of what somebody kept to themselves in a group. */
async function listPrivate(tx: Tx, { groupId, userId }: Whose): Promise<Private> {
  const own = { groupId, creatorId: userId }
  const hidden = { ...own, NOT: notes.ofGroup() }
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  const select = { id: true } as const
  return {
    notes: ids(await tx.annotation.findMany({ where: hidden, select })),
    comments: ids(await tx.comment.findMany({ where: { ...own, thread: { annotation: hidden } }, select })),
    answers: ids(await tx.answer.findMany({ where: { ...own, NOT: answers.shared() }, select })),
  }
}

async function deletePrivate(tx: Tx, { notes: ids }: Private): Promise<void> {
  await tx.$executeRaw`DELETE FROM comments c USING threads t WHERE t.id = c.thread_id AND t.annotation_id = ANY(${ids}::uuid[])`
  await tx.$executeRaw`DELETE FROM threads WHERE annotation_id = ANY(${ids}::uuid[])`
  await tx.$executeRaw`DELETE FROM annotations WHERE id = ANY(${ids}::uuid[])`
}

/** Makes what somebody kept to themselves nobody's, so that nothing is done to it, and theirs again. */
async function holdBack(tx: Tx, kept: Private, userId: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE annotations SET creator_id = ${userId}::uuid WHERE id = ANY(${kept.notes}::uuid[])`
  await tx.$executeRaw`UPDATE comments SET creator_id = ${userId}::uuid WHERE id = ANY(${kept.comments}::uuid[])`
  await tx.$executeRaw`UPDATE answers SET creator_id = ${userId}::uuid WHERE id = ANY(${kept.answers}::uuid[])`
}

/** Notes, comments, answers and suggestions: without their name and, where they go, without their words. */
async function partWithTalk(tx: Tx, { groupId, userId }: Whose, isRemoved: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE annotations SET body = '', html = '', tags = '{}', removal = 'WITHDRAWN', deleted_at = COALESCE(deleted_at, now()), removed_by_id = NULL
    WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid AND (${isRemoved} OR deleted_at IS NOT NULL)`
  await tx.$executeRaw`
    UPDATE comments SET body = '', html = '', removal = 'WITHDRAWN', deleted_at = COALESCE(deleted_at, now()), removed_by_id = NULL
    WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid AND (${isRemoved} OR deleted_at IS NOT NULL)`
  await tx.$executeRaw`
    UPDATE answers SET body = '', html = '', evidence = '[]', removal = 'WITHDRAWN', deleted_at = COALESCE(deleted_at, now()), removed_by_id = NULL
    WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid AND (${isRemoved} OR deleted_at IS NOT NULL OR sharing = 'PRIVATE')`
  // What such words said before goes with them.
  await tx.$executeRaw`
    DELETE FROM rewordings w WHERE w.group_id = ${groupId}::uuid AND (
      EXISTS (SELECT FROM annotations a WHERE a.id = w.annotation_id AND a.creator_id = ${userId}::uuid AND a.deleted_at IS NOT NULL)
      OR EXISTS (SELECT FROM comments c WHERE c.id = w.comment_id AND c.creator_id = ${userId}::uuid AND c.deleted_at IS NOT NULL)
      OR EXISTS (SELECT FROM answers s WHERE s.id = w.answer_id AND s.creator_id = ${userId}::uuid AND s.deleted_at IS NOT NULL))`
  await tx.$executeRaw`
    DELETE FROM group_questions WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid
      AND (status = 'DECLINED' OR deleted_at IS NOT NULL OR (${isRemoved} AND status = 'SUGGESTED'))`
  // Nothing hangs on these: of a bare mark not even its place stays.
  await tx.$executeRaw`
    DELETE FROM annotations a WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid AND deleted_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM threads t WHERE t.annotation_id = a.id)`
  await tx.$executeRaw`UPDATE annotations SET creator_id = NULL WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid`
  await tx.$executeRaw`UPDATE comments SET creator_id = NULL WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid`
  await tx.$executeRaw`UPDATE answers SET creator_id = NULL WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid`
  await tx.$executeRaw`UPDATE group_questions SET creator_id = NULL WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid`
  await tx.$executeRaw`
    UPDATE group_questions SET decider_id = NULL, reason = CASE WHEN ${isRemoved} THEN '' ELSE reason END
    WHERE group_id = ${groupId}::uuid AND decider_id = ${userId}::uuid`
  await tx.$executeRaw`UPDATE passage_changes SET actor_id = NULL WHERE group_id = ${groupId}::uuid AND actor_id = ${userId}::uuid`
}

/** What the group answers together is its own, without a name. Of what they thought of it the words are theirs. */
async function partWithAnswersTogether(tx: Tx, { groupId, userId }: Whose, isRemoved: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE group_answers SET writers = COALESCE((SELECT jsonb_object_agg(key, value) FROM jsonb_each(writers) WHERE value <> to_jsonb(${userId}::text)), '{}')
    WHERE group_id = ${groupId}::uuid AND EXISTS (SELECT FROM jsonb_each_text(writers) w WHERE w.value = ${userId})`
  await tx.$executeRaw`
    UPDATE group_answer_versions SET parts = (
      SELECT jsonb_agg(CASE WHEN part->>'by' = ${userId} THEN jsonb_set(part, '{by}', 'null') ELSE part END ORDER BY nth)
      FROM jsonb_array_elements(parts) WITH ORDINALITY AS each(part, nth))
    WHERE group_id = ${groupId}::uuid AND EXISTS (SELECT FROM jsonb_array_elements(parts) part WHERE part->>'by' = ${userId})`
  await tx.$executeRaw`UPDATE group_answer_versions SET creator_id = NULL WHERE group_id = ${groupId}::uuid AND creator_id = ${userId}::uuid`
  await tx.groupAnswerUpdate.updateMany({ where: { groupId, actorId: userId }, data: { actorId: null } })
  await tx.groupAnswerStep.updateMany({ where: { groupId, actorId: userId }, data: { actorId: null } })
  await tx.position.updateMany({ where: { groupId, userId }, data: { userId: null, ...(isRemoved && { body: '' }) } })
}

/** The minutes stay, without a name. What they had meant to say in a turn is theirs. */
async function partWithMeetings(tx: Tx, { groupId, userId }: Whose, isRemoved: boolean): Promise<void> {
  if (isRemoved) {
    await tx.$executeRaw`
      UPDATE meeting_events SET action = jsonb_set(action, '{words}', '""')
      WHERE group_id = ${groupId}::uuid AND actor_id = ${userId}::uuid AND action->>'type' = 'turn-worded'`
  }
  await tx.meetingEvent.updateMany({ where: { groupId, actorId: userId }, data: { actorId: null } })
  await dropSealed(tx, groupId)
  await tx.meetingSummary.updateMany({ where: { groupId, creatorId: userId }, data: { creatorId: null } })
  await tx.attendance.deleteMany({ where: { groupId, userId } })
}

/** What was done stays on record, without a name; what they said to it is theirs. */
async function partWithModeration(tx: Tx, { groupId, userId }: Whose, isRemoved: boolean): Promise<void> {
  const said = { groupId, actorId: userId, act: 'REPLY' as const }
  if (isRemoved) await tx.moderationEntry.updateMany({ where: said, data: { reason: '' } })
  await tx.moderationEntry.updateMany({ where: { groupId, actorId: userId }, data: { actorId: null } })
  await tx.moderationEntry.updateMany({ where: { groupId, creatorId: userId }, data: { creatorId: null } })
}

async function partWithTraces(tx: Tx, { groupId, userId }: Whose): Promise<void> {
  await tx.thread.updateMany({ where: { groupId, resolvedById: userId }, data: { resolvedById: null } })
  await tx.unclearMark.deleteMany({ where: { groupId, userId } })
  await tx.flag.deleteMany({ where: { groupId, userId } })
  await tx.mute.deleteMany({ where: { groupId, OR: [{ userId }, { mutedId: userId }] } })
  await tx.reaction.deleteMany({ where: { groupId, userId } })
  await tx.questionVote.deleteMany({ where: { groupId, userId } })
  await tx.visit.deleteMany({ where: { groupId, userId } })
  await tx.invitation.updateMany({ where: { groupId, creatorId: userId }, data: { creatorId: null } })
  await tx.return.updateMany({ where: { groupId, userId }, data: { userId: null } })
  await tx.return.updateMany({ where: { groupId, creatorId: userId }, data: { creatorId: null } })
}
