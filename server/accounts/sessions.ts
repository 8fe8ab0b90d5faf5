import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { endSessions } from '#server/accounts/sign-in-history.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { tellSecurity } from '#server/log.ts'
import { lookup } from '#server/lookup.ts'
import type { Slots } from '#server/statement.ts'

const DAY = 24 * 3600 * 1000
/** A session that nobody used for this long ends by itself. Milliseconds. */
const IDLE = 30 * DAY
/** `seenAt` is written at most this often, so that reading pages does not become writing rows. Milliseconds. */
const SEEN_STEP = 5 * 60 * 1000

/** Lifetime of the cookie in seconds; the row may end earlier. */
export const COOKIE_AGE = (180 * DAY) / 1000

/**
 * Begins a session; a person's sessions that ended by themselves are cleared away.
 * @param former the session that this browser had until now, whoever's it was: it ends
 * @returns the secret that the cookie carries, encrypted
 * @throws Problem `forbidden` with the reason while the account is suspended
 */
export async function createSession(userId: string, userAgent: string, former: Viewer | null = null): Promise<string> {
  const sessionToken = randomBytes(32).toString('base64url')
  const expires = new Date(Date.now() + IDLE)
  await db().$transaction(async (tx) => {
    await requireNotSuspended(tx, userId)
    await endSessions(tx, { userId, expires: { lt: new Date() } })
    if (former) await endSessions(tx, { userId: former.userId, id: former.sessionId })
    await tx.session.create({ data: { sessionToken, userId, userAgent: userAgent.slice(0, 300), expires, oldNameUntil: new Date() } })
  })
  return sessionToken
}

/** How long a browser may still send the old name after it was given the new one: other tabs are asking, and an answer may get lost. Milliseconds. */
const RENAMING = 3600 * 1000

/** Whether the cookie of a session may come under the name that it had before decision 0071. */
export async function mayHaveOldName(sessionToken: string): Promise<boolean> {
  const OR = [{ oldNameUntil: null }, { oldNameUntil: { gt: new Date() } }]
  return (await db().session.count({ where: { sessionToken, OR } })) > 0
}

/** Notes that the cookie of a session has been given its new name. */
export async function endOldName(sessionToken: string): Promise<void> {
  await db().session.updateMany({ where: { sessionToken, oldNameUntil: null }, data: { oldNameUntil: new Date(Date.now() + RENAMING) } })
}

/** The last door of every way in. @throws Problem `forbidden` with the reason while the account is suspended */
export const requireNotSuspended = (tx: Tx, userId: string): Promise<void> => requireAdmission(tx, { id: userId })

/** The same for whom next-auth describes, who may be new here. */
export function requireAdmitted({ id, email }: { id: string; email?: string | null }): Promise<void> {
  const byId = z.uuid().safeParse(id).success ? [{ id }] : []
  return requireAdmission(db(), { OR: [...byId, ...(email ? [{ email }] : [])] })
}

async function requireAdmission(tx: Tx, who: Prisma.UserWhereInput): Promise<void> {
  const row = await tx.user.findFirst({
    where: { AND: [who, { suspendedAt: { not: null } }] },
    select: { id: true, suspendedReason: true },
  })
  if (!row) return
  tellSecurity('suspended-refused', { userId: row.id })
  throw new Problem('forbidden', say('accountSuspended', { reason: row.suspendedReason }))
}

type SessionRow = { token: string; session_id: string; account_id: string; user_id: string; name: string; last_seen: Date }

/** What is told to look up a session. `now` is a moment of this process. */
export type Secret = { token: string; now: Date }

/**
 * The living session of a secret with whose it is: for statements that ask for more.
 * @param groupId where they are looked at: there somebody may go by a name of their own
 */
export const sessionSql = ({ token, now }: Slots<Secret>, groupId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT s.session_token AS token, s.id AS session_id, s.user_id AS account_id, u.id AS user_id, u.name, s.seen_at AS last_seen
  FROM sessions s JOIN users a ON a.id = s.user_id AND a.suspended_at IS NULL
    LEFT JOIN personas x ON x.account_id = s.user_id AND x.group_id = ${groupId}::uuid
    JOIN users u ON u.id = COALESCE(x.user_id, s.user_id)
  WHERE s.session_token = ${token} AND s.expires > ${now}::timestamptz`

const secretOf = (token: string): Secret => ({ token, now: new Date() })

const SESSION = lookup<SessionRow, Secret>((at) => sessionSql(at, Prisma.sql`NULL`))

/** The viewer that a living session belongs to, or null. Now and then notes that it was seen. */
export async function findSession(sessionToken: string): Promise<Viewer | null> {
  return viewerOf(await SESSION(secretOf(sessionToken)))
}

const SESSION_IN = lookup<SessionRow & { archived: boolean }, Secret & { groupId: string }>(
  (at) => Prisma.sql`
    SELECT p.*, EXISTS (
      SELECT FROM memberships m JOIN reading_groups g ON g.id = m.group_id
      WHERE m.user_id = p.user_id AND m.group_id = ${at.groupId}::uuid AND g.archived_at IS NOT NULL
    ) AS archived FROM (${sessionSql(at, at.groupId)}) p`,
)

/** The same as a group knows them, in one statement: with whether it is archived. Of a group that they are not in it says that it is not. */
export async function findSessionIn(sessionToken: string, groupId: string): Promise<{ viewer: Viewer | null; isArchived: boolean }> {
  const row = await SESSION_IN({ ...secretOf(sessionToken), groupId })
  return { viewer: await viewerOf(row), isArchived: row?.archived === true }
}

async function viewerOf(row: SessionRow | undefined): Promise<Viewer | null> {
  if (!row) return null
  await noteSeen(row.token, row.last_seen)
  return viewerFrom(row)
}

/** Whoever a row of `sessionSql` is about. */
export function viewerFrom({
  user_id: userId,
  account_id: accountId,
  session_id: sessionId,
  name,
}: Omit<SessionRow, 'token' | 'last_seen'>): Viewer {
  return { userId, name, sessionId, ...(accountId !== userId && { accountId }) }
}

/** Notes that a session was seen now, unless that was noted a moment ago. */
export async function noteSeen(sessionToken: string, lastSeen: Date): Promise<void> {
  const now = Date.now()
  if (lastSeen.getTime() >= now - SEEN_STEP) return
  const seen = { seenAt: new Date(now), expires: new Date(now + IDLE) }
  // "Many", because the row may have gone meanwhile, and that is no error here.
  await db().session.updateMany({ where: { sessionToken }, data: seen })
}

/**
 * Signs one of the viewer's sessions out.
 * @throws Problem `not-found` when it is not theirs or has ended
 */
export async function endSession({ userId }: Viewer, { sessionId }: { sessionId: string }): Promise<void> {
  const ended = await db().$transaction((tx) => endSessions(tx, { userId, id: sessionId }))
  if (ended === 0) throw notFound()
  tellSecurity('sessions-ended', { userId, ended })
}

/** Signs the viewer out everywhere but here. */
export async function endOtherSessions({ userId, sessionId }: Viewer): Promise<{ ended: number }> {
  const ended = await db().$transaction((tx) => endSessions(tx, { userId, id: { not: sessionId } }))
  if (ended > 0) tellSecurity('sessions-ended', { userId, ended })
  return { ended }
}

/** Ends the session that a cookie carried; one that has gone already is no error. */
export async function endSessionOfToken(sessionToken: string): Promise<void> {
  const row = await db().session.findUnique({ where: { sessionToken }, select: { id: true, userId: true } })
  if (!row) return
  await db().$transaction((tx) => endSessions(tx, row))
  tellSecurity('signed-out', { userId: row.userId })
}
