import 'server-only'
import type { SessionItem } from '#domain/account.ts'
import { deviceName } from '#domain/device.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'

/** How long it is kept that somebody was signed in somewhere, once that has ended. Milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000
/** So many that have ended are listed, the latest first. */
const LISTED = 50

const PAST = { id: true, userId: true, userAgent: true, createdAt: true, seenAt: true, expires: true } as const

/** Ends some sessions: what they were stays for a while, without the secret. @returns how many there were */
async function end(tx: Tx, where: Prisma.SessionWhereInput): Promise<number> {
  const now = new Date()
  const rows = await tx.session.findMany({ where, select: PAST })
  const past = rows.map(({ expires, ...row }) => ({ ...row, endedAt: expires < now ? expires : now }))
  // Whoever ends one at the same moment writes the same.
  await tx.endedSession.createMany({ data: past, skipDuplicates: true })
  const { count } = await tx.session.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return count
}

/**
 * Ends sessions of one person, and with them every event stream that they opened, in whatever process.
 * @returns how many there were
 */
export async function endSessions(tx: Tx, where: Prisma.SessionWhereInput & { userId: string }): Promise<number> {
  const count = await end(tx, where)
  if (count > 0) await notify(tx, { sessionsOf: where.userId })
  return count
}

/** Ends the sessions that nobody has used for long, and forgets those that ended long ago. @returns how many were forgotten */
export async function forgetOldSignIns(): Promise<number> {
  const now = new Date()
  await db().$transaction((tx) => end(tx, { expires: { lt: now } }))
  return (await db().endedSession.deleteMany({ where: { endedAt: { lt: new Date(now.getTime() - KEPT) } } })).count
}

/** Where the viewer is signed in, last seen first, and then where they were, last ended first. */
export async function listSessions({ userId, sessionId }: Viewer): Promise<SessionItem[]> {
  const now = Date.now()
  const living = await db().session.findMany({
    where: { userId, expires: { gt: new Date(now) } },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    select: PAST,
  })
  const ended = await db().endedSession.findMany({
    where: { userId, endedAt: { gt: new Date(now - KEPT) } },
    orderBy: [{ endedAt: 'desc' }, { id: 'desc' }],
    take: LISTED,
  })
  const itemOf = (row: Omit<(typeof living)[number], 'expires'>, endedAt: Date | null): SessionItem => ({
    id: row.id,
    device: deviceName(row.userAgent),
    createdAt: row.createdAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    current: row.id === sessionId,
  })
  return [...living.map((row) => itemOf(row, null)), ...ended.map((row) => itemOf(row, row.endedAt))]
}
