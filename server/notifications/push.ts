import 'server-only'
import type { PushState, Subscribe } from '#domain/push.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, Prisma } from '#server/db.ts'
import { log } from '#server/log.ts'
import { countNews } from '#server/notifications/content.ts'
import { pushKeys } from '#server/notifications/push-keys.ts'
import { type Outcome, type Receiver, sendPush } from '#server/notifications/send-push.ts'

const MINUTE = 60_000
/** What was said is told once the talk has been quiet for so long, or has waited for the longer time. */
const QUIET = 2 * MINUTE
const LONGEST = 10 * MINUTE
/** Browsers in one look; those that waited longest come first. */
const MOST = 500
/** Browsers that are told at the same time. */
const AT_ONCE = 8
/** Browsers of one account that are told at once. */
const MOST_OF_ONE = 50
/** A push service that was not reached so often in a row is given up. */
const MOST_FAILURES = 5

/** Whether this browser is told when something is new, and what it needs for it. */
export async function findPush({ sessionId }: Viewer): Promise<PushState> {
  const found = await db().pushSubscription.count({ where: { sessionId } })
  return { key: pushKeys().publicKey, on: found > 0 }
}

/** From now on, this browser is told. There is one address for each sign-in, and it goes with that. */
export async function subscribe({ sessionId }: Viewer, { endpoint, keys }: Subscribe): Promise<void> {
  const place = { endpoint, ...keys }
  await db().pushSubscription.upsert({
    where: { sessionId },
    create: { sessionId, ...place },
    update: { ...place, failures: 0, toldUntil: new Date() },
  })
}

/** From now on, this browser is not told any more. */
export async function unsubscribe({ sessionId }: Viewer): Promise<void> {
  await db().pushSubscription.deleteMany({ where: { sessionId } })
}

type Waiting = Receiver & { sessionId: string; toldUntil: Date; memberships: { groupId: string; userId: string; name: string }[] }

/**
 * Tells every browser that asked for it of replies to whoever is signed in there, and of words that name them, that they have not seen. What is
 * told is written down first: it is told once at most, by whichever process.
 */
export async function tellBrowsers(now: Date): Promise<void> {
  const waiting = await listWaiting()
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const some = waiting.slice(from, from + AT_ONCE)
    await Promise.all(some.map((each) => tell(each, now).catch((error: unknown) => log().error({ err: error }, 'a browser was not told'))))
  }
}

async function tell({ sessionId, toldUntil, memberships, ...receiver }: Waiting, now: Date): Promise<void> {
  const found = await Promise.all(memberships.map((member) => countNews(member, 'REPLIES', { since: toldUntil, until: now })))
  const some = found.filter(({ count }) => count > 0)
  if (some.length > 0 && !some.some(({ first, last }) => isOld(last, QUIET, now) || isOld(first, LONGEST, now))) return
  // What is on its way into the database at this moment is younger than that, and waits for the next look.
  const until = new Date(now.getTime() - MINUTE)
  if (until <= toldUntil) return
  const { count } = await db().pushSubscription.updateMany({ where: { sessionId, toldUntil }, data: { toldUntil: until } })
  if (count > 0 && some.length > 0) await keepOutcome(sessionId, receiver.endpoint, await sendPush(receiver))
}

/** Tells every browser in which somebody is signed in to an account that something is new, whatever was told before. */
export async function tellAccount(accountId: string): Promise<void> {
  const where = { session: { userId: accountId, expires: { gt: new Date() }, user: { suspendedAt: null } } }
  const rows = await db().pushSubscription.findMany({ where, orderBy: { createdAt: 'desc' }, take: MOST_OF_ONE })
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await Promise.all(rows.slice(from, from + AT_ONCE).map(async (row) => keepOutcome(row.sessionId, row.endpoint, await sendPush(row))))
}

const isOld = (at: Date | null, age: number, now: Date) => at !== null && now.getTime() - at.getTime() >= age

async function keepOutcome(sessionId: string, endpoint: string, outcome: Outcome): Promise<void> {
  const where = { sessionId, endpoint }
  if (outcome === 'sent') await db().pushSubscription.updateMany({ where: { ...where, failures: { gt: 0 } }, data: { failures: 0 } })
  else if (outcome === 'gone') await db().pushSubscription.deleteMany({ where })
  else {
    await db().pushSubscription.updateMany({ where, data: { failures: { increment: 1 } } })
    await db().pushSubscription.deleteMany({ where: { ...where, failures: { gte: MOST_FAILURES } } })
  }
}

/** Browsers of living sessions, in whose groups something was said since they were last told. */
function listWaiting(): Promise<Waiting[]> {
  const said = (table: string) =>
    Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(table)} t WHERE t.group_id = m.group_id AND t.words_at > p.told_until)`
  return db().$queryRaw<Waiting[]>`
    SELECT p.session_id AS "sessionId", p.endpoint, p.p256dh, p.auth, p.told_until AS "toldUntil",
      json_agg(json_build_object('groupId', m.group_id, 'userId', n.id, 'name', n.name)) AS memberships
    FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id JOIN users u ON u.id = s.user_id AND u.suspended_at IS NULL
      JOIN memberships m ON m.user_id = u.id OR m.user_id IN (SELECT x.user_id FROM personas x WHERE x.account_id = u.id)
      JOIN users n ON n.id = m.user_id JOIN reading_groups g ON g.id = m.group_id AND g.suspended_at IS NULL
    WHERE s.expires > now() AND (${said('comments')} OR ${said('annotations')} OR ${said('answers')} OR ${said('group_questions')}
      OR EXISTS (SELECT FROM asked_questions t WHERE t.group_id = m.group_id AND t.revealed_at > p.told_until))
    GROUP BY p.session_id ORDER BY p.told_until LIMIT ${MOST}`
}
