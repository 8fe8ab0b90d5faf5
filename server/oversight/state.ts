import 'server-only'
import { statfs } from 'node:fs/promises'
import type { InstallationState, MailDay, MailNumbers } from '#domain/oversight.ts'
import type { Viewer } from '#domain/viewer.ts'
import packed from '#package.json' with { type: 'json' }
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { lastBackup } from '#server/backups.ts'
import { db, Prisma } from '#server/db.ts'
import { env } from '#server/env.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { sendsMail } from '#server/mail.ts'

/** Days of mail that are told. */
const DAYS = 14
/** The mail server takes a mail sooner, or not at all. */
const FAILED = Prisma.sql`begun_at < now() - interval '5 minutes' AND sent_at IS NULL`

/**
 * How the installation is, in numbers.
 * @throws Problem `not-found` to everyone but owners of the installation
 */
export async function readInstallation(viewer: Viewer): Promise<InstallationState> {
  await requireInstallationOwner(viewer)
  const asked = performance.now()
  const [{ bytes = 0 } = {}] = await db().$queryRaw<{ bytes: number }[]>`SELECT pg_database_size(current_database())::float8 AS bytes`
  const databaseMs = Math.round(performance.now() - asked)
  const hasAccount = { persona: null, NOT: WITHOUT_WAY_IN }
  const suspended = { suspendedAt: { not: null } }
  const [accounts, suspendedAccounts, groups, suspendedGroups, passedOn, disk, jobs, mail] = await Promise.all([
    db().user.count({ where: hasAccount }),
    db().user.count({ where: suspended }),
    db().readingGroup.count(),
    db().readingGroup.count({ where: suspended }),
    db().flag.count({ where: { passedOnAt: { not: null } } }),
    statfs(env().DATA_DIR),
    countJobs(),
    readMail(),
  ])
  return {
    ...{
      version: packed.version,
      accounts,
      suspendedAccounts,
      groups,
      suspendedGroups,
      passedOn,
      databaseMs,
      databaseBytes: bytes,
      jobs,
      mail,
    },
    disk: { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize },
    ...{ lastBackup: lastBackup()?.toISOString() ?? null, backupHours: env().BACKUP_EVERY_HOURS },
  }
}

/** Jobs that wait or run; their tables are there once the product has been started. */
async function countJobs(): Promise<InstallationState['jobs']> {
  const [{ made } = { made: false }] = await db().$queryRaw<{ made: boolean }[]>`SELECT to_regclass('pgboss.job') IS NOT NULL AS made`
  if (!made) return []
  return db().$queryRaw<InstallationState['jobs']>`
    SELECT q.name AS queue, count(j.id)::int AS waiting FROM pgboss.queue q
    LEFT JOIN pgboss.job j ON j.name = q.name AND j.state IN ('created', 'retry', 'active')
    WHERE q.name NOT LIKE '\_\_%' GROUP BY q.name ORDER BY q.name`
}

/** Mail by the day on which it was handed over; a letter or reminder that was begun and not taken has failed. */
async function readMail(): Promise<MailNumbers> {
  const mails = Prisma.sql`WITH mails AS (SELECT begun_at, sent_at FROM letters UNION ALL SELECT begun_at, sent_at FROM reminders), told AS (
    SELECT (begun_at AT TIME ZONE 'UTC')::date AS day, 0 AS accounts, count(sent_at)::int AS groups, max(sent_at) AS sent_at,
      count(*) FILTER (WHERE ${FAILED})::int AS failed, max(begun_at) FILTER (WHERE ${FAILED}) AS failed_at
    FROM mails WHERE begun_at IS NOT NULL GROUP BY 1
    UNION ALL SELECT day, sent, 0, sent_at, failed, failed_at FROM account_mail_days)`
  const [days, [waiting], [last]] = await Promise.all([
    db().$queryRaw<MailDay[]>`${mails}
      SELECT to_char(day, 'YYYY-MM-DD') AS date, sum(accounts)::int AS accounts, sum(groups)::int AS groups, sum(failed)::int AS failed
      FROM told WHERE day > (now() AT TIME ZONE 'UTC')::date - ${DAYS}::int GROUP BY 1 ORDER BY 1 DESC`,
    db().$queryRaw<{ count: number }[]>`${mails} SELECT count(*)::int AS count FROM mails WHERE begun_at IS NULL`,
    db().$queryRaw<{ sent: Date | null; failed: Date | null }[]>`${mails} SELECT max(sent_at) AS sent, max(failed_at) AS failed FROM told`,
  ])
  const moment = (at: Date | null | undefined) => at?.toISOString() ?? null
  return {
    ...{ configured: sendsMail(), waiting: waiting?.count ?? 0, days },
    ...{ lastSent: moment(last?.sent), lastFailed: moment(last?.failed) },
  }
}
