import 'server-only'
import { type AboutWords, type FlagWords, hasOwnSight, type MuteMember, SaidNoun, type ToldWords } from '#domain/moderation.ts'
import { mayFlag } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { findWords, shownWords } from '#server/moderation/moderated-words.ts'
import { FLAGGED } from '#server/talk/moderation-log.ts'

/** What a member has said about somebody's words until now. */
type OwnFlag = { reason: string; hides: boolean; passedOn: boolean; muted: boolean }

/** Which words a flag is about. */
export function subjectOf(row: Prisma.FlagGetPayload<object>): { noun: SaidNoun; subjectId: string } {
  const noun = SaidNoun.options.find((each) => row[FLAGGED[each]] !== null) ?? 'annotation'
  return { noun, subjectId: row[FLAGGED[noun]] ?? '' }
}

/**
 * Words that a member is about to flag, also those that they hid from their own sight.
 * @returns no flag for their own words, which nobody flags
 * @throws Problem `not-found` for what they may not see
 */
export async function requireFlaggable(viewer: Viewer, about: AboutWords): Promise<{ words: ToldWords; flag: OwnFlag | null }> {
  const member = await requireMember(viewer, about.groupId)
  const words = await findWords(member, about, 'member')
  const { groupId, userId } = member
  if (!words) throw notFound()
  const flag = await db().flag.findFirst({ where: { groupId, userId, [FLAGGED[about.noun]]: about.subjectId } })
  const told = shownWords(words)
  if (!mayFlag({ isCreator: words.subject.creatorId === userId })) return { words: told, flag: null }
  const muted = told.creator !== null && (await db().mute.count({ where: { groupId, userId, mutedId: told.creator.id } })) > 0
  return {
    words: told,
    flag: { reason: flag?.reason ?? '', hides: flag?.hides ?? hasOwnSight(about.noun), passedOn: Boolean(flag?.passedOnAt), muted },
  }
}

/**
 * Flags somebody's words, or says otherwise about them than before; a flag that says nothing is none.
 * @throws Problem `not-found` for what they may not see, `forbidden` for their own
 */
export async function flagWords(viewer: Viewer, input: FlagWords): Promise<void> {
  const member = await requireMember(viewer, input.groupId)
  const { groupId, userId } = member
  const { noun, subjectId } = input
  const hides = input.hides && hasOwnSight(noun)
  const words = await findWords(member, input, 'member')
  if (!words) throw notFound()
  requireRight(mayFlag({ isCreator: words.subject.creatorId === userId }), say('mayFlag'))
  const subject = { [FLAGGED[noun]]: subjectId }
  await db().$transaction(async (tx) => {
    const mine = await tx.flag.findFirst({ where: { groupId, userId, ...subject } })
    const reason = input.reason ?? mine?.reason ?? ''
    // A reason that facilitators have dealt with is not told again.
    const isNew = mine?.reason !== reason
    const passedOnAt = passedOn(input.passOn, reason, mine?.passedOnAt ?? null)
    if (!reason && !hides) await tx.flag.deleteMany({ where: { groupId, userId, ...subject } })
    else if (mine) await tx.flag.update({ where: { id: mine.id }, data: { reason, hides, passedOnAt, ...(isNew && { settledAt: null }) } })
    else await tx.flag.createMany({ data: [{ groupId, userId, ...subject, reason, hides, passedOnAt }], skipDuplicates: true })
  })
}

/** Without a reason nothing is passed on; what is not said stays as it was. */
function passedOn(wanted: boolean | undefined, reason: string, before: Date | null): Date | null {
  if (!reason || wanted === false) return null
  return wanted ? (before ?? new Date()) : before
}

/**
 * Mutes somebody in the group for the member alone, who is not told; or hears them again.
 * @throws Problem `not-found` for somebody who never was in the group
 */
export async function muteMember(viewer: Viewer, { groupId, userId: mutedId, muted }: MuteMember): Promise<void> {
  const { userId } = await requireMember(viewer, groupId)
  if (mutedId === userId) throw new Problem('conflict', say('notYourself'))
  if (!muted) await db().mute.deleteMany({ where: { groupId, userId, mutedId } })
  else {
    if ((await db().membership.count({ where: { groupId, userId: mutedId } })) === 0) throw notFound()
    await db().mute.createMany({ data: [{ groupId, userId, mutedId }], skipDuplicates: true })
  }
}
