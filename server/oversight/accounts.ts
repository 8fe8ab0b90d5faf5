import 'server-only'
import type { AccountNumbers } from '#domain/oversight.ts'
import { maySuspendAccount } from '#domain/permissions.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { db, type Prisma } from '#server/db.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { suspensionOf } from '#server/oversight/suspensions.ts'
import { weekOf } from '#server/oversight/weeks.ts'

/** Accounts on a page. */
const SHOWN = 100

const NUMBERS = {
  ...{ id: true, username: true, createdAt: true, suspendedAt: true, suspendedReason: true, owner: true },
  sessions: { select: { seenAt: true }, orderBy: { seenAt: 'desc' }, take: 1 },
  _count: { select: { memberships: true, personas: { where: { user: { memberships: { some: {} } } } } } },
} as const satisfies Prisma.UserSelect

/** Somebody who signs in: neither a name that was added, nor one that an account has in a group. */
const IS_ACCOUNT = { persona: null, NOT: WITHOUT_WAY_IN } satisfies Prisma.UserWhereInput

function present(row: Prisma.UserGetPayload<{ select: typeof NUMBERS }>): AccountNumbers {
  const isOwner = row.owner !== null
  return {
    ...{ id: row.id, username: row.username, joined: row.createdAt.toISOString(), lastWeek: weekOf(row.sessions[0]?.seenAt ?? null) },
    ...{ groups: row._count.memberships + row._count.personas, isOwner, suspension: suspensionOf(row) },
    maySuspend: maySuspendAccount({ isInstallationOwner: isOwner }),
  }
}

/**
 * The accounts by username, from one name on; those without a username come last. Members who were only added by name have none.
 * @param from the first letters of a username, or a whole one; null for the first
 * @returns `next`: the name that the following page begins with
 * @throws Problem `not-found` to everyone but owners of the installation
 */
export async function listAccounts(viewer: Viewer, from: string | null): Promise<{ accounts: AccountNumbers[]; next: string | null }> {
  await requireInstallationOwner(viewer)
  const begun = from === null ? {} : { OR: [{ username: { gte: from.toLowerCase().slice(0, 60) } }, { username: null }] }
  const rows = await db().user.findMany({
    where: { AND: [begun, IS_ACCOUNT] },
    orderBy: [{ username: 'asc' }, { id: 'asc' }],
    take: SHOWN + 1,
    select: NUMBERS,
  })
  return { accounts: rows.slice(0, SHOWN).map(present), next: rows[SHOWN]?.username ?? null }
}

/** @throws Problem `not-found` to everyone but owners of the installation, and for an unknown account */
export async function requireAccountNumbers(viewer: Viewer, userId: string): Promise<AccountNumbers> {
  await requireInstallationOwner(viewer)
  const row = await db().user.findFirst({ where: { id: userId, AND: [IS_ACCOUNT] }, select: NUMBERS })
  if (!row) throw notFound()
  return present(row)
}
