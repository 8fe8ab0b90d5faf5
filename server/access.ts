import 'server-only'
import { cache } from 'react'
import type { Role } from '#domain/group.ts'
import { mustWait } from '#domain/permissions.ts'
import { notFound, Problem, type Sentence, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { Prisma } from '#server/db.ts'
import { lookup } from '#server/lookup.ts'

/** `waits`: what they say waits for a facilitator. `keepsPeople`: the group keeps who was at its sessions and who spoke. */
export type Belonging = {
  groupId: string
  guide: string
  groupName: string
  role: Role
  userId: string
  waits: boolean
  keepsPeople: boolean
}

/** How a group is set up. `countsMe`: the member who looks wants to be counted among those reading. */
export type Settings = {
  welcome: string
  callLink: string
  language: string
  timeZone: string
  showsPresence: boolean
  keepsAttendance: boolean
  keepsTurns: boolean
  countsMe: boolean
  answerFirst: boolean
  nameless: boolean
  deletesAt: Date | null
  archivedAt: Date | null
  namesFadeAt: Date | null
}
type Row = Settings & { role: Role; guide: string; name: string; suspended: string | null; holdsFirst: number; toApprove: number }

/**
 * A membership with the group that it is in: two rows, from which all parts of a page take what they need. While one page is made they share
 * one look; everywhere else each call looks anew.
 */
const findMembership = cache((userId: string, groupId: string) => MEMBERSHIP({ userId, groupId }))

const MEMBERSHIP = lookup<Row, Pick<Belonging, 'userId' | 'groupId'>>(
  (at) => Prisma.sql`
    SELECT m.role, g.guide, g.name, g.holds_first AS "holdsFirst", m.to_approve AS "toApprove", ${suspensionSql('g')} AS suspended,
      g.welcome, g.call_link AS "callLink", g.language, g.time_zone AS "timeZone", g.shows_presence AS "showsPresence",
      g.keeps_attendance AS "keepsAttendance", g.keeps_turns AS "keepsTurns",
      m.shows_presence AS "countsMe", g.answer_first AS "answerFirst", g.nameless, g.deletes_at AS "deletesAt",
      g.archived_at AS "archivedAt", g.names_fade_at AS "namesFadeAt"
    FROM memberships m JOIN reading_groups g ON g.id = m.group_id
    WHERE m.group_id = ${at.groupId}::uuid AND m.user_id = ${at.userId}::uuid`,
)

/** Why a row of `users` or `reading_groups` is suspended; null where it is not. */
export function suspensionSql(alias: string): Prisma.Sql {
  const at = (name: string) => Prisma.raw(`${alias}.${name}`)
  return Prisma.sql`CASE WHEN ${at('suspended_at')} IS NOT NULL THEN ${at('suspended_reason')} END`
}

/** The refusal to everybody in a group that an owner of the installation keeps closed. */
export const suspendedGroup = (reason: string) => new Problem('forbidden', say('groupSuspended', { reason }))

export const isSuspended = (error: unknown): boolean => error instanceof Problem && error.sentence.code === 'groupSuspended'

/**
 * The viewer's membership in a group: the first line of everything that touches a group.
 * @param evenSuspended for what members take along from a group that is closed
 * @throws Problem `not-found` for strangers, so that nobody learns which groups exist; `forbidden` while the group is suspended
 */
export async function requireMember({ userId }: Viewer, groupId: string, evenSuspended = false): Promise<Belonging> {
  const row = await requireRow(userId, groupId, evenSuspended)
  return { groupId, guide: row.guide, groupName: row.name, role: row.role, userId, waits: mustWait(row), keepsPeople: row.keepsAttendance }
}

/**
 * How the viewer's group is set up.
 * @throws Problem as `requireMember`
 */
export const requireSettings = ({ userId }: Pick<Viewer, 'userId'>, groupId: string): Promise<Settings> => requireRow(userId, groupId)

async function requireRow(userId: string, groupId: string, evenSuspended = false): Promise<Row> {
  const row = await findMembership(userId, groupId)
  if (!row) throw notFound()
  if (row.suspended !== null && !evenSuspended) throw suspendedGroup(row.suspended)
  return row
}

/**
 * Refuses what a page sends that was made for somebody else than who is signed in by now: nobody's words are saved as another's.
 * @param madeFor the id of the viewer that the page was made for, or of their account; a page made for nobody, or no page of ours, names none
 * @throws Problem `other-viewer` with who is signed in
 */
export function requireSameViewer(who: Pick<Viewer, 'userId' | 'name' | 'accountId'> | null, madeFor: string | undefined): void {
  if (!who || !madeFor || madeFor === who.userId || madeFor === who.accountId) return
  throw new Problem('other-viewer', say('otherViewer', { name: who.name }), { viewer: { userId: accountOf(who), name: who.name } })
}

/**
 * Lets pass when a rule of `domain/permissions.ts` said yes.
 * @param sentence who may do it, for the person refused
 * @throws Problem `forbidden`
 */
export function requireRight(allowed: boolean, sentence: Sentence): void {
  if (!allowed) throw new Problem('forbidden', sentence)
}

const GOING_ON = lookup<object, { sessionId: string; accountId: string; now: Date }>(
  (at) => Prisma.sql`
    SELECT FROM sessions s JOIN users u ON u.id = s.user_id AND u.suspended_at IS NULL
    WHERE s.id = ${at.sessionId}::uuid AND s.user_id = ${at.accountId}::uuid AND s.expires > ${at.now}::timestamptz`,
)

/** Whether a viewer's session goes on at this moment: it may have ended since they were found. */
export async function isSignedIn(viewer: Viewer): Promise<boolean> {
  return (await GOING_ON({ sessionId: viewer.sessionId, accountId: accountOf(viewer), now: new Date() })) !== undefined
}
