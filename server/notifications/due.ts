import 'server-only'
import { Temporal } from 'temporal-polyfill'
import type { MailWish } from '#domain/mail.ts'
import { db, Prisma } from '#server/db.ts'
import { log } from '#server/log.ts'
import { countNews, isDigest, type Recipient, type Stretch } from '#server/notifications/content.ts'

const MINUTE = 60_000
/** So long may words be on their way into the database: what is younger waits for the next look. */
const SETTLED = MINUTE
/** A reply is mailed once the talk has been quiet for so long, or has waited for the longer time. */
const QUIET = 2 * MINUTE
const LONGEST = 10 * MINUTE
/** A digest is written from this hour on, by the reader's clocks; the weekly one on Mondays. */
const HOUR = 7
/** What could not be handed over by then is dropped: it stands in the group, and the next digest is at hand. Days. */
const GIVEN_UP = 1
/** For so long the rows tell what was mailed. Days. */
const KEPT = 30

type Row = Recipient & { mail: MailWish; mailZone: string; mailedUntil: Date }

/** Writes down which letters are due now. Each process may do so at any moment: of each letter there is one. */
export async function makeLetters(now: Date): Promise<void> {
  await db().$executeRaw`DELETE FROM letters WHERE created_at < now() - make_interval(days => ${KEPT})
    OR (begun_at IS NULL AND created_at < now() - make_interval(days => ${GIVEN_UP}))`
  for (const row of await listWithNews()) {
    // What is wrong with one is no reason to leave out the others.
    await makeLetter(row, now).catch((error: unknown) => log().error({ err: error, groupId: row.groupId }, 'a letter could not be made'))
  }
}

async function makeLetter(row: Row, now: Date): Promise<void> {
  const stretch = { since: row.mailedUntil, until: new Date(now.getTime() - SETTLED) }
  if (isDigest(row.mail) && !isDigestDue(row, now)) return
  const news = await countNews(row, row.mail, isDigest(row.mail) ? stretch : { ...stretch, until: now })
  if (news.count === 0) await settle(row, stretch, null)
  else if (isDigest(row.mail) || isQuiet(news, now)) await settle(row, stretch, row.mail)
}

/** Letters that nobody has begun to hand over. */
export async function listUnsent(): Promise<string[]> {
  const rows = await db().letter.findMany({ where: { begunAt: null }, orderBy: { createdAt: 'asc' }, take: 500, select: { id: true } })
  return rows.map(({ id }) => id)
}

function isQuiet({ first, last }: { first: Date | null; last: Date | null }, now: Date): boolean {
  const age = (at: Date | null) => now.getTime() - (at ?? now).getTime()
  return age(last) >= QUIET || age(first) >= LONGEST
}

/** Whether the hour of the reader's digest has come since they were last written to. */
function isDigestDue({ mail, mailZone, mailedUntil }: Row, now: Date): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(mailZone || 'UTC')
  const today = local.withPlainTime({ hour: HOUR })
  const day = mail === 'WEEKLY' ? today.subtract({ days: today.dayOfWeek - 1 }) : today
  const latest = Temporal.ZonedDateTime.compare(day, local) > 0 ? day.subtract({ days: mail === 'WEEKLY' ? 7 : 1 }) : day
  return mailedUntil.getTime() < latest.epochMilliseconds
}

/** Members who want mail and can get it, in whose groups something was said since they were last told. */
function listWithNews(): Promise<Row[]> {
  const said = (table: string) =>
    Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(table)} t WHERE t.group_id = m.group_id AND t.words_at > m.mailed_until)`
  return db().$queryRaw<Row[]>`
    SELECT m.group_id AS "groupId", m.user_id AS "userId", n.name, m.mail, m.mail_zone AS "mailZone", m.mailed_until AS "mailedUntil"
    FROM memberships m JOIN users n ON n.id = m.user_id
      LEFT JOIN personas x ON x.user_id = m.user_id JOIN users u ON u.id = COALESCE(x.account_id, m.user_id) AND u.suspended_at IS NULL
      JOIN reading_groups g ON g.id = m.group_id AND g.suspended_at IS NULL
    WHERE m.mail <> 'OFF' AND u.email IS NOT NULL AND u.email_verified IS NOT NULL
      AND (${said('comments')} OR ${said('annotations')} OR ${said('answers')} OR ${said('group_questions')}
        OR EXISTS (SELECT FROM asked_questions t WHERE t.group_id = m.group_id AND t.revealed_at > m.mailed_until))`
}

/** Moves on what a member was told of and, with a wish, writes down their letter: both or neither, once. */
async function settle({ groupId, userId }: Recipient, { since, until }: Stretch, wish: MailWish | null): Promise<void> {
  if (until <= since) return
  await db().$transaction(async (tx) => {
    const where = { groupId, userId, mailedUntil: since }
    const { count } = await tx.membership.updateMany({ where, data: { mailedUntil: until } })
    if (count > 0 && wish) await tx.letter.create({ data: { groupId, userId, wish, since, until } })
  })
}
