import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { NamesKept, UpdateNamesKept } from '#domain/names-kept.ts'
import { maySetNamesKept } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, Prisma } from '#server/db.ts'
import { fadeNames } from '#server/groups/fade-names.ts'
import { notify } from '#server/live/notify.ts'
import { log, tellSecurity } from '#server/log.ts'

/** Members are told so long before. Days. */
const NOTICE = 7
const noticeFrom = (now: Date) => new Date(now.getTime() + NOTICE * 24 * 3_600_000)

type Clock = { id: string; at: Date; fadeAt: Date | null }

/** When the time of each group comes that has still names to lose: so many weeks after the last of its meetings, of which some may be ahead. */
const clocks = (condition: Prisma.Sql) => Prisma.sql`
  SELECT c.* FROM (
    SELECT g.id, g.names_fade_at AS "fadeAt", g.names_faded_at AS faded,
      (SELECT max(m.starts_at) FROM meetings m WHERE m.group_id = g.id AND m.status = 'SCHEDULED') + make_interval(weeks => g.names_weeks) AS at
    FROM reading_groups g WHERE g.names_weeks IS NOT NULL
  ) c WHERE c.at IS NOT NULL AND (c.faded IS NULL OR c.faded < c.at) AND ${condition}`

/** For how long a group keeps its members' names, and when they go. */
export async function findNamesKept(viewer: Viewer, { groupId }: InGroup): Promise<NamesKept> {
  await requireMember(viewer, groupId)
  const [group, [clock]] = await Promise.all([
    db().readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { namesWeeks: true, namesFadedAt: true } }),
    db().$queryRaw<Clock[]>(clocks(Prisma.sql`c.id = ${groupId}::uuid`)),
  ])
  const told = clock && (clock.fadeAt ?? noticeFrom(new Date()))
  const fadesAt = clock && told ? new Date(Math.max(clock.at.getTime(), told.getTime())) : null
  return { weeks: group.namesWeeks ?? 0, fadesAt: fadesAt?.toISOString() ?? null, fadedAt: group.namesFadedAt?.toISOString() ?? null }
}

/**
 * Sets for how long a group keeps names. What has become a pseudonym stays one.
 * @throws Problem `forbidden` to all but the owner
 */
export async function updateNamesKept(viewer: Viewer, { groupId, weeks }: UpdateNamesKept): Promise<void> {
  const { role, userId } = await requireMember(viewer, groupId)
  requireRight(maySetNamesKept(role), say('maySetNamesKept'))
  await db().$transaction(async (tx) => {
    await tx.readingGroup.update({ where: { id: groupId }, data: { namesWeeks: weeks || null, namesFadeAt: null } })
    await notify(tx, { groupId, noun: 'group', id: groupId })
  })
  tellSecurity('names-kept-changed', { groupId, userId })
}

/**
 * Tells the members of groups whose time comes, takes that back where it has moved on since, and makes pseudonyms of names where it has come.
 * Asked again it changes nothing.
 * @returns how many groups have lost their names
 */
export async function fadeDueNames(now = new Date()): Promise<number> {
  const soon = noticeFrom(now)
  await db().$executeRaw`
    UPDATE reading_groups SET names_fade_at = NULL
    WHERE names_fade_at IS NOT NULL AND id NOT IN (SELECT d.id FROM (${clocks(Prisma.sql`c.at <= ${soon}`)}) d)`
  const due = await db().$queryRaw<Clock[]>(clocks(Prisma.sql`c."fadeAt" <= ${now} AND c.at <= ${now}`))
  await db().$transaction(async (tx) => {
    const told = await tx.$queryRaw<{ id: string }[]>`
      UPDATE reading_groups g SET names_fade_at = GREATEST(d.at, ${soon})
      FROM (${clocks(Prisma.sql`c.at <= ${soon}`)}) d WHERE d.id = g.id AND g.names_fade_at IS NULL RETURNING g.id`
    await notify(tx, ...told.map(({ id }) => ({ groupId: id, noun: 'group' as const, id })))
  })
  let faded = 0
  for (const { id } of due) {
    // What is wrong with one group is no reason to leave out the others.
    const isDone = await fadeNames(id, now).catch((error: unknown) => {
      log().error({ err: error, groupId: id }, 'names could not become pseudonyms')
      return false
    })
    if (isDone) faded += 1
  }
  return faded
}
