import 'server-only'
import type { GroupNumbers } from '#domain/oversight.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { suspensionOf } from '#server/oversight/suspensions.ts'
import { weekOf } from '#server/oversight/weeks.ts'
import { momentOf, pageOf, parseCursor } from '#server/page.ts'

/** Groups on a page. */
const SHOWN = 50

type Row = {
  id: string
  guide: string
  createdAt: Date
  archivedAt: Date | null
  suspendedAt: Date | null
  suspendedReason: string
  members: number
  said: number
  lastAt: Date | null
}

/** Counts what was said, and reads none of it. */
const read = (which: Prisma.Sql): Promise<Row[]> => db().$queryRaw<Row[]>`
  SELECT g.id, g.guide, g.created_at AS "createdAt", g.archived_at AS "archivedAt", g.suspended_at AS "suspendedAt",
    g.suspended_reason AS "suspendedReason", (SELECT count(*) FROM memberships m WHERE m.group_id = g.id)::int AS members,
    (n.count + c.count + w.count)::int AS said, greatest(n.last, c.last, w.last) AS "lastAt"
  FROM reading_groups g,
    LATERAL (SELECT count(*), max(words_at) AS last FROM annotations t WHERE t.group_id = g.id AND t.deleted_at IS NULL) n,
    LATERAL (SELECT count(*), max(words_at) AS last FROM comments t WHERE t.group_id = g.id AND t.deleted_at IS NULL) c,
    LATERAL (SELECT count(*), max(words_at) AS last FROM answers t WHERE t.group_id = g.id AND t.deleted_at IS NULL) w
  WHERE ${which} ORDER BY g.created_at DESC, g.id DESC LIMIT ${SHOWN + 1}`

async function present({ id, guide, createdAt, archivedAt, members, said, lastAt, ...row }: Row): Promise<GroupNumbers> {
  const numbers = { id, started: createdAt.toISOString(), members, said, lastWeek: weekOf(lastAt) }
  const guideTitle = (await findGuide(guide))?.title ?? guide
  return { ...numbers, guideTitle, archived: archivedAt !== null, suspension: suspensionOf(row) }
}

/**
 * The groups, the newest first: neither their names nor who is in them.
 * @param cursor the `next` of the page before; null for the first
 * @throws Problem `not-found` to everyone but owners of the installation
 */
export async function listGroupNumbers(viewer: Viewer, cursor: string | null): Promise<{ groups: GroupNumbers[]; next: string | null }> {
  await requireInstallationOwner(viewer)
  const end = parseCursor(cursor, 'moment')
  const older = end ? Prisma.sql`(g.created_at, g.id) < (${new Date(end.key)}, ${end.id}::uuid)` : Prisma.sql`TRUE`
  const { items, next } = pageOf(await read(older), SHOWN, momentOf, present)
  return { groups: await Promise.all(items), next }
}

/** @throws Problem `not-found` to everyone but owners of the installation, and for an unknown group */
export async function requireGroupNumbers(viewer: Viewer, groupId: string): Promise<GroupNumbers> {
  await requireInstallationOwner(viewer)
  const [row] = await read(Prisma.sql`g.id = ${groupId}::uuid`)
  if (!row) throw notFound()
  return present(row)
}
