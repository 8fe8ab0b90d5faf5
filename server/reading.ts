import 'server-only'
import { mustWait } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireSameViewer, suspendedGroup, suspensionSql } from '#server/access.ts'
import { noteSeen, sessionsSql, viewerFrom } from '#server/accounts/sessions.ts'
import { Prisma, prepared } from '#server/db.ts'
import type { SqlMember } from '#server/rule-table.ts'

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
type Waiting = { holdsFirst: number; toApprove: number }
type Nulls<Found> = { [Column in keyof Found]: Found[Column] | null }

/**
 * Asks for something as a member of a group.
 * @param rows a SELECT of at most one row; it may name the member as `READER`
 * @returns who asked, and the columns of what was found, null where it was nothing
 * @throws Problem `signed-out`, `other-viewer`; `not-found` for strangers; `forbidden` while the group is suspended
 */
export async function readAs<Found>(asker: Asker, groupId: string, rows: Prisma.Sql): Promise<{ member: Belonging; found: Nulls<Found> }> {
  const row =
    'viewer' in asker ? await readAlone<Found>(asker.viewer, groupId, rows) : await readTogether<Found>(asker.token, groupId, rows)
  if (!row) throw new Problem('signed-out', say('signInFirst'))
  if (!('viewer' in asker)) {
    requireSameViewer(viewerFrom(row), asker.madeFor)
    await noteSeen(row.token, row.last_seen)
  }
  if (!row.role) throw notFound()
  if (row.suspended !== null) throw suspendedGroup(row.suspended)
  const { role, guide, group_name: groupName, user_id: userId, holdsFirst, toApprove } = row
  return { member: { groupId, guide, groupName, role, userId, waits: mustWait({ role, holdsFirst, toApprove }) }, found: row }
}

async function readAlone<Found>({ userId }: Viewer, groupId: string, rows: Prisma.Sql): Promise<Row<Found> | undefined> {
  const [row] = await prepared<Row<Found>>(statement(Prisma.sql`SELECT ${userId}::uuid AS user_id`, groupId, rows))
  return row
}

type Gathering = { tokens: Set<string>; answer: Promise<Map<string, unknown>> }
/** What is about to be asked, by what it is: whoever asks for the same before it goes out is answered from the same statement. */
const gatherings = new Map<string, Gathering>()

/** One statement for all who ask for the same at this moment, each with their own rights: after a live event these are many. */
async function readTogether<Found>(token: string | null, groupId: string, rows: Prisma.Sql): Promise<Row<Found> | undefined> {
  if (token === null) return undefined
  const key = `${groupId} ${rows.text} ${JSON.stringify(rows.values)}`
  const known = gatherings.get(key)
  if (known) known.tokens.add(token)
  const gathering = known ?? gather<Found>(key, token, groupId, rows)
  return (await gathering.answer).get(token) as Row<Found> | undefined
}

function gather<Found>(key: string, token: string, groupId: string, rows: Prisma.Sql): Gathering {
  const tokens = new Set([token])
  const gathered = new Promise<void>((resolve) => setImmediate(resolve))
  const answer = gathered.then(async () => {
    gatherings.delete(key)
    const found = await prepared<Row<Found>>(statement(sessionsSql([...tokens], groupId), groupId, rows))
    return new Map<string, unknown>(found.map((row) => [row.token, row]))
  })
  const gathering = { tokens, answer }
  gatherings.set(key, gathering)
  return gathering
}

function statement(people: Prisma.Sql, groupId: string, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH who AS MATERIALIZED (
      SELECT p.*, m.group_id, m.role, g.guide, g.name AS group_name, ${suspensionSql('g')} AS suspended, g.holds_first AS "holdsFirst",
        m.to_approve AS "toApprove" FROM (${people}) p
        LEFT JOIN memberships m ON m.group_id = ${groupId}::uuid AND m.user_id = p.user_id
        LEFT JOIN reading_groups g ON g.id = m.group_id
    )
    SELECT who.*, found.* FROM who LEFT JOIN LATERAL (${rows}) found ON TRUE`
}
