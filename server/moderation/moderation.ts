import 'server-only'
import type { ModerateWords } from '#domain/moderation.ts'
import { mayModerate, maySeeFlags } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { db, isDuplicate } from '#server/db.ts'
import { findWords } from '#server/moderation/moderated-words.ts'
import type { Moderated } from '#server/moderation/moderates.ts'
import { countApproved } from '#server/moderation/newcomers.ts'
import { settle } from '#server/talk/moderation-log.ts'

/**
 * Does something about somebody's words, and writes it down: facilitators hide them with a reason, bring them back, delete them for good or leave
 * them; whoever wrote them is told, and may answer. Doing it twice is harmless.
 * @throws Problem `forbidden` without the right, `not-found` for words that whoever asks may not see, `conflict` for a question that is the
 * group's own, and for an answer in whose place there is a new one
 */
export async function moderateWords(viewer: Viewer, input: ModerateWords): Promise<void> {
  const member = await requireMember(viewer, input.groupId)
  if (await isWrittenDown(member, input.id)) return
  if (input.act === 'REPLY') return reply(member, input)
  if (input.act === 'WITHDRAW') return withdraw(member, input)
  requireRight(maySeeFlags(member.role), say('mayModerate'))
  const words = await findWords(member, input, 'leader')
  if (!words) throw notFound()
  requireRight(mayModerate({ role: member.role, isCreator: words.subject.creatorId === member.userId }), say('mayModerate'))
  if (words.isTakenOver && input.act !== 'DISMISS') throw new Problem('conflict', say('reopenFirst'))
  await db()
    .$transaction(async (tx) => {
      await ACTS[input.act as Act](words, member, tx)
      await settle(tx, member, words.subject, { ...input, act: input.act as Act })
    })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new Problem('conflict', say('answeredSince')) : error
    })
}

type Tx = Parameters<Moderated['restore']>[0]

type Act = Exclude<ModerateWords['act'], 'REPLY' | 'WITHDRAW'>

const ACTS: Record<Act, (words: Moderated, member: Belonging, tx: Tx) => Promise<void>> = {
  async HIDE(words, { userId }, tx) {
    if (!(await words.hide(tx, userId))) throw deletedAlready()
  },
  async RESTORE(words, _member, tx) {
    if (words.hidden) await words.restore(tx)
  },
  async APPROVE({ waits, restore, groupId, subject }, _member, tx) {
    if (!waits) return
    await restore(tx)
    await countApproved(tx, groupId, subject.creatorId)
  },
  async REMOVE(words, { userId }, tx) {
    if (!words.hidden && !(await words.hide(tx, userId))) throw deletedAlready()
    await words.remove(tx)
  },
  async DISMISS() {},
}

const deletedAlready = () => new Problem('gone', say('deletedMeanwhile'))

/** What was written down already under an id. @throws Problem `conflict` when it is somebody else's */
async function isWrittenDown({ groupId, userId }: Belonging, id: string): Promise<boolean> {
  const known = await db().moderationEntry.findUnique({ where: { id }, select: { groupId: true, actorId: true } })
  if (!known) return false
  if (known.groupId !== groupId || known.actorId !== userId) throw notFound()
  return true
}

/** Whoever wrote words that wait takes them back, for good: nothing hangs on them, and nobody else has seen them. */
async function withdraw(member: Belonging, input: ModerateWords): Promise<void> {
  const words = await findWords(member, input, 'creator')
  if (!words?.waits) throw notFound()
  await db().$transaction((tx) => words.remove(tx))
}

/** Whoever wrote the words has read what became of them, and may say something to it. */
async function reply(member: Belonging, input: ModerateWords): Promise<void> {
  const { groupId, noun, subjectId } = input
  const where = { groupId, noun, subjectId, creatorId: member.userId, act: { in: ['HIDE', 'REMOVE'] as ('HIDE' | 'REMOVE')[] } }
  const entry = await db().moderationEntry.findFirst({ where, orderBy: { createdAt: 'desc' } })
  if (!entry) throw notFound()
  const { chapter, creatorId, named } = entry
  await db().$transaction((tx) => settle(tx, member, { noun, id: subjectId, chapter, creatorId, named }, { ...input, act: 'REPLY' }))
}
