import 'server-only'
import { mustWait } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireSameViewer, suspendedGroup, suspensionSql } from '#server/access.ts'
import { noteSeen, type Secret, sessionSql, viewerFrom } from '#server/accounts/sessions.ts'
import { Prisma } from '#server/db.ts'
import { type Bounds, lookup } from '#server/lookup.ts'
import type { SqlMember } from '#server/rule-table.ts'
import type { Slots } from '#server/statement.ts'

/*
 * Reading in one statement: the session, the membership and what is asked for. What many people ask for all day long goes this way;
 * the database makes the JSON, and no row passes through Prisma.
 */

/** Whoever asks: the secret of a session with whom the asking page was made for, or a viewer who was found already. */
export type Asker = { token: string | null; madeFor: string | undefined } | { viewer: Viewer }

/** The member inside such a statement, for the rules. */
export const READER: SqlMember & { userId: Prisma.Sql; role: Prisma.Sql; groupId: Prisma.Sql } = {
  userId: Prisma.sql`who.user_id`,
  role: Prisma.sql`who.role`,
  /** Null for whoever is no member: nothing is compared with it, and nothing found. */
  groupId: Prisma.sql`who.group_id`,
}

type Person = { user_id: string; account_id: string; token: string; session_id: string; name: string; last_seen: Date }
type Row<Found> = Person & { role: Belonging['role'] | null; guide: string; group_name: string; suspended: string | null } & Waiting &
  Nulls<Found>
type Waiting = { holdsFirst: number; toApprove: number; keepsPeople: boolean }
type Nulls<Found> = { [Column in keyof Found]: Found[Column] | null }

/** Something that members of a group read: how it is asked by a viewer who was found already, and by whoever has the secret of a session. */
type Reading<Found, Values> = {
  by: (values: InGroup & Values & { userId: string }) => Promise<Row<Found> | undefined>
  bySecret: (values: InGroup & Values & Secret) => Promise<Row<Found> | undefined>
}
type InGroup = { groupId: string }

/**
 * Makes a statement for `readAs`.
 * @param rows a SELECT of at most one row; it may name the member as `READER`
 */
export function reading<Found, Values extends object>(rows: (at: Slots<Values>) => Prisma.Sql, bounds?: Bounds): Reading<Found, Values> {
  const whole = (people: Prisma.Sql, at: Slots<InGroup & Values>) => Prisma.sql`
    WITH who AS MATERIALIZED (
      SELECT p.*, m.group_id, m.role, g.guide, g.name AS group_name, ${suspensionSql('g')} AS suspended, g.holds_first AS "holdsFirst",
        m.to_approve AS "toApprove", g.keeps_attendance AS "keepsPeople" FROM (${people}) p
        LEFT JOIN memberships m ON m.group_id = ${at.groupId}::uuid AND m.user_id = p.user_id
        LEFT JOIN reading_groups g ON g.id = m.group_id
    )
    SELECT who.*, found.* FROM who LEFT JOIN LATERAL (${rows(at)}) found ON TRUE`
  return {
    by: lookup((at) => whole(Prisma.sql`SELECT ${at.userId}::uuid AS user_id`, at), bounds),
    bySecret: lookup((at) => whole(sessionSql(at, at.groupId), at), bounds),
  }
}

/**
 * Asks for something as a member of a group.
 * @returns who asked, and the columns of what was found, null where it was nothing
 * @throws Problem `signed-out`, `other-viewer`; `not-found` for strangers; `forbidden` while the group is suspended
 */
export async function readAs<Found, Values extends object>(
  asker: Asker,
  wanted: Reading<Found, Values>,
  values: InGroup & Values,
): Promise<{ member: Belonging; found: Nulls<Found> }> {
  const row = await find(asker, wanted, values)
  if (!row) throw new Problem('signed-out', say('signInFirst'))
  if (!('viewer' in asker)) {
    requireSameViewer(viewerFrom(row), asker.madeFor)
    await noteSeen(row.token, row.last_seen)
  }
  if (!row.role) throw notFound()
  if (row.suspended !== null) throw suspendedGroup(row.suspended)
  const { role, guide, group_name: groupName, user_id: userId, holdsFirst, toApprove, keepsPeople } = row
  const { groupId } = values
  return { member: { groupId, guide, groupName, role, userId, waits: mustWait({ role, holdsFirst, toApprove }), keepsPeople }, found: row }
}

function find<Found, Values extends object>(
  asker: Asker,
  { by, bySecret }: Reading<Found, Values>,
  values: InGroup & Values,
): Promise<Row<Found> | undefined> | undefined {
  if ('viewer' in asker) return by({ ...values, userId: asker.viewer.userId })
  if (asker.token !== null) return bySecret({ ...values, token: asker.token, now: new Date() })
}
