import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { FlaggedWords, HiddenWords, Moderation, ModerationEntry, OwnModeratedWords, SaidNoun, ToldWords } from '#domain/moderation.ts'
import { mayApprove, maySeeFlags, maySeeModeration } from '#domain/permissions.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { db, Prisma } from '#server/db.ts'
import { subjectOf } from '#server/moderation/flags.ts'
import { findWords, shownWords } from '#server/moderation/moderated-words.ts'
import { listNewcomers } from '#server/moderation/newcomers.ts'
import type { Slots } from '#server/statement.ts'

/** So many of each kind are shown, the newest first. */
const SHOWN = 50
const LOGGED = 200
const NEWEST = { createdAt: 'desc' } as const

/** What a member is shown about flags, hidden words and their own sight. */
export async function listModeration(viewer: Viewer, { groupId }: InGroup): Promise<Moderation> {
  const member = await requireMember(viewer, groupId)
  const [leads, owns] = [maySeeFlags(member.role), maySeeModeration(member.role)]
  const [held, ownHeld, flagged, hidden, own, outOfSight, muted, log] = await Promise.all([
    mayApprove(member.role) ? listHeld(member) : null,
    listOwnHeld(member),
    leads ? listFlagged(member) : null,
    leads ? listHidden(member) : null,
    listOwn(member),
    listOutOfSight(member),
    listMuted(member),
    owns ? listLog(member) : null,
  ])
  return { held, ownHeld, flagged, hidden, own, outOfSight, muted, log }
}

type Subject = { noun: SaidNoun; subjectId: string }

/** Words by what names them, as far as the member may see them so; each is looked for once. */
async function lookUp(member: Belonging, subjects: Subject[], as: 'member' | 'leader' | 'creator'): Promise<Map<string, ToldWords>> {
  const each = [...new Map(subjects.map((subject) => [subject.subjectId, subject])).values()]
  const found = await Promise.all(each.map((subject) => findWords(member, subject, as)))
  return new Map(found.flatMap((words) => (words ? [[words.subjectId, shownWords(words)] as const] : [])))
}

/** What waits in a group, the oldest first: which it is and whose, without a word of it. Its words are looked for one by one. */
async function heldIn({ groupId }: Belonging): Promise<(Subject & { creatorId: string | null })[]> {
  const of = (noun: SaidNoun, table: string) =>
    Prisma.sql`SELECT ${noun} AS noun, id AS "subjectId", created_at, creator_id AS "creatorId" FROM ${Prisma.raw(table)}
      WHERE group_id = ${groupId}::uuid AND removal = 'HELD'`
  return db().$queryRaw`${of('annotation', 'annotations')} UNION ALL ${of('comment', 'comments')} UNION ALL ${of('answer', 'answers')}
    UNION ALL ${of('question', 'group_questions')} ORDER BY created_at`
}

async function listHeld(member: Belonging): Promise<Moderation['held']> {
  const [rows, rule] = await Promise.all([heldIn(member), listNewcomers(member)])
  const words = await lookUp(member, rows.slice(0, SHOWN), 'leader')
  return { words: [...words.values()], ...rule }
}

async function listOwnHeld(member: Belonging): Promise<ToldWords[]> {
  const rows = (await heldIn(member)).filter(({ creatorId }) => creatorId === member.userId)
  return [...(await lookUp(member, rows, 'creator')).values()]
}

async function listFlagged(member: Belonging): Promise<FlaggedWords[]> {
  const where = { groupId: member.groupId, settledAt: null, reason: { not: '' } }
  const rows = await db().flag.findMany({ where, orderBy: NEWEST, take: SHOWN })
  const reasons = Map.groupBy(rows, (row) => subjectOf(row).subjectId)
  const words = await lookUp(member, rows.map(subjectOf), 'leader')
  return [...words.values()].map((each) => ({ ...each, reasons: (reasons.get(each.subjectId) ?? []).map(({ reason }) => reason) }))
}

/** The last entries about each of some words, the newest first. */
async function entriesAbout({ groupId }: Belonging, ids: string[]) {
  const rows = await db().moderationEntry.findMany({ where: { groupId, subjectId: { in: ids } }, orderBy: NEWEST })
  return Map.groupBy(rows, ({ subjectId }) => subjectId)
}

async function listHidden(member: Belonging): Promise<HiddenWords[]> {
  const rows = await db().$queryRaw<Subject[]>`
    SELECT DISTINCT ON (e.subject_id) e.noun, e.subject_id AS "subjectId" FROM moderation_entries e
    WHERE e.group_id = ${member.groupId}::uuid AND e.act = 'HIDE' ORDER BY e.subject_id, e.created_at DESC`
  const words = await lookUp(member, rows, 'leader')
  const hidden = [...words.values()].filter((each) => each.hidden)
  const entries = await entriesAbout(
    member,
    hidden.map(({ subjectId }) => subjectId),
  )
  const all = hidden.map((each): HiddenWords => {
    const about = entries.get(each.subjectId) ?? []
    const why = about.find(({ act }) => act === 'HIDE')
    const said = about.find(({ act, createdAt }) => act === 'REPLY' && why && createdAt >= why.createdAt)
    return { ...each, reason: why?.reason ?? '', reply: said?.reason ?? '', at: (why?.createdAt ?? new Date(0)).toISOString() }
  })
  return all.sort((one, other) => other.at.localeCompare(one.at)).slice(0, SHOWN)
}

/** Words of the member's own that are hidden, or were deleted for good. */
async function listOwn(member: Belonging): Promise<OwnModeratedWords[]> {
  const { groupId, userId } = member
  const rows = await db().moderationEntry.findMany({ where: { groupId, creatorId: userId }, orderBy: NEWEST, take: LOGGED })
  const words = await lookUp(member, rows, 'creator')
  return [...Map.groupBy(rows, ({ subjectId }) => subjectId).values()].flatMap((about): OwnModeratedWords[] => {
    const last = about.find(({ act }) => act !== 'REPLY' && act !== 'DISMISS')
    if (!last || last.act === 'RESTORE') return []
    const { noun, subjectId, chapter, reason, createdAt } = last
    const said = about.find((entry) => entry.act === 'REPLY' && entry.createdAt >= createdAt)
    const told = { removed: last.act === 'REMOVE', told: said !== undefined, reply: said?.reason ?? '' }
    const { body = '', html = '' } = words.get(subjectId) ?? {}
    return [{ noun, subjectId, chapter, body, html, reason, at: createdAt.toISOString(), ...told }]
  })
}

async function listOutOfSight(member: Belonging): Promise<ToldWords[]> {
  const where = { groupId: member.groupId, userId: member.userId, hides: true }
  const rows = await db().flag.findMany({ where, orderBy: NEWEST, take: SHOWN })
  return [...(await lookUp(member, rows.map(subjectOf), 'member')).values()]
}

async function listMuted({ groupId, userId }: Belonging): Promise<Moderation['muted']> {
  const rows = await db().mute.findMany({ where: { groupId, userId }, include: { muted: { select: { name: true } } }, orderBy: NEWEST })
  return rows.map(({ mutedId, muted }) => ({ userId: mutedId, name: muted.name }))
}

const NAME = { select: { name: true } } as const

async function listLog({ groupId }: Belonging): Promise<ModerationEntry[]> {
  const include = { creator: NAME, actor: NAME }
  const rows = await db().moderationEntry.findMany({ where: { groupId }, include, orderBy: NEWEST, take: LOGGED })
  return rows.map(({ id, act, noun, chapter, creator, actor, named, reason, createdAt }) => ({
    ...{ id, act, noun, chapter, reason, at: createdAt.toISOString() },
    creator: named ? (creator?.name ?? null) : null,
    // Whoever answers is whoever wrote it.
    actor: act === 'REPLY' && !named ? null : (actor?.name ?? null),
  }))
}

/** Whether a member has not answered yet to what became of their own words. */
export const isToldSql = ({ groupId, userId }: Slots<Pick<Belonging, 'groupId' | 'userId'>>): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM moderation_entries e WHERE e.group_id = ${groupId}::uuid AND e.creator_id = ${userId}::uuid AND e.act IN ('HIDE', 'REMOVE')
    AND NOT EXISTS (SELECT FROM moderation_entries n WHERE n.subject_id = e.subject_id AND n.created_at >= e.created_at AND n.act IN ('REPLY', 'RESTORE')))`

/** Whether something waits for those who facilitate: words that are held, or were flagged. */
export async function isModerationWaiting(member: Belonging): Promise<boolean> {
  const { userId, role } = member
  return (
    maySeeFlags(role) && ((await heldIn(member)).some(({ creatorId }) => creatorId !== userId) || (await listFlagged(member)).length > 0)
  )
}
