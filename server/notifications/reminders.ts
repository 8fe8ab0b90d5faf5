import 'server-only'
import { comes } from '#domain/comes.ts'
import { findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { mailCode } from '#server/notifications/codes.ts'
import { handOver } from '#server/notifications/hand-over.ts'
import { writeReminder } from '#server/notifications/write-reminder.ts'
import { addressOf, WITH_ADDRESS } from '#server/personas.ts'

/** For so long the rows tell what was mailed. Days. */
const KEPT = 30

/**
 * Writes down which reminders are due now, each once however often this is asked. Of a meeting that was planned late only the latest of the times
 * that have passed counts. Members get them who want mail from the group, and have not said that they do not come.
 */
export async function makeReminders(now: Date): Promise<void> {
  await db().$executeRaw`DELETE FROM reminders WHERE created_at < now() - make_interval(days => ${KEPT})`
  await db().$executeRaw`
    INSERT INTO reminders (id, group_id, user_id, meeting_id, starts_at, hours)
    SELECT gen_random_uuid(), m.group_id, p.user_id, m.id, m.starts_at, min(h.hours)
    FROM meetings m
    JOIN reading_groups g ON g.id = m.group_id AND g.suspended_at IS NULL
    CROSS JOIN unnest(g.reminder_hours) AS h (hours)
    JOIN memberships p ON p.group_id = m.group_id AND p.mail <> 'OFF'
    LEFT JOIN personas x ON x.user_id = p.user_id
    JOIN users u ON u.id = COALESCE(x.account_id, p.user_id)
      AND u.email IS NOT NULL AND u.email_verified IS NOT NULL AND u.suspended_at IS NULL
    LEFT JOIN attendances a ON a.meeting_id = m.id AND a.user_id = p.user_id
    WHERE m.status = 'SCHEDULED' AND m.started_at IS NULL AND m.starts_at > ${now}
      AND m.starts_at - make_interval(hours => h.hours) <= ${now} AND a.rsvp IS DISTINCT FROM 'NO'
    GROUP BY m.group_id, p.user_id, m.id, m.starts_at
    ON CONFLICT DO NOTHING`
}

/** Reminders that nobody has begun to hand over. */
export async function listUnsentReminders(): Promise<string[]> {
  const rows = await db().reminder.findMany({ where: { begunAt: null }, orderBy: { createdAt: 'asc' }, take: 500, select: { id: true } })
  return rows.map(({ id }) => id)
}

/**
 * Hands a reminder over to the mail server, once. One whose meeting was moved, cancelled or begun meanwhile, or whose reader does not want it
 * any more, is dropped.
 * @throws the mail server's error when asking again may help
 */
export async function sendReminder(id: string, now = new Date()): Promise<void> {
  const row = await db().reminder.findUnique({
    where: { id, begunAt: null },
    select: {
      ...{ groupId: true, userId: true, startsAt: true },
      meeting: {
        select: {
          ...{ id: true, chapter: true, moreChapters: true, startsAt: true, timeZone: true, place: true, status: true, startedAt: true },
          attendances: { select: { userId: true, rsvp: true } },
        },
      },
      membership: {
        select: {
          ...{ mail: true, mailZone: true, user: { select: WITH_ADDRESS } },
          group: { select: { name: true, guide: true, suspendedAt: true } },
        },
      },
    },
  })
  if (!row) return
  const { groupId, userId, startsAt, meeting, membership } = row
  const email = addressOf(membership.user)
  const isSuspended = membership.group.suspendedAt !== null
  const rsvp = meeting.attendances.find((each) => each.userId === userId)?.rsvp ?? null
  const stands = meeting.status === 'SCHEDULED' && meeting.startedAt === null && meeting.startsAt.getTime() === startsAt.getTime()
  if (!stands || isSuspended || startsAt <= now || membership.mail === 'OFF' || rsvp === 'NO' || email === null) {
    await db().reminder.deleteMany({ where: { id, begunAt: null } })
    return
  }
  const guide = await findGuide(membership.group.guide)
  const titles = new Map([...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])].map(({ slug, title }) => [slug, title]))
  const chapterTitle = [meeting.chapter, ...meeting.moreChapters].map((slug) => titles.get(slug) ?? slug).join(' · ')
  const code = mailCode({ groupId, userId })
  const words = writeReminder(
    { ...meeting, chapterTitle, comes: comes(rsvp) },
    { groupId, groupName: membership.group.name, zone: membership.mailZone, site: siteUrl(), code },
  )
  await handOver({
    ...{ id, to: email, code, words },
    begin: async () => (await db().reminder.updateMany({ where: { id, begunAt: null }, data: { begunAt: new Date() } })).count > 0,
    takeBack: () => db().reminder.updateMany({ where: { id, sentAt: null }, data: { begunAt: null } }),
    settle: () => db().reminder.updateMany({ where: { id }, data: { sentAt: new Date() } }),
  })
}
