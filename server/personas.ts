import 'server-only'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { db, type Tx } from '#server/db.ts'

/*
 * A member may go by a name of their own in a group. To that group they are a person of their own then, a row of `users` that nobody signs in
 * to; `personas` says whose account it is. Whoever asks in a group is looked up as that person where the session is found
 * (`server/accounts/sessions.ts`). What is about an account and all its groups asks here.
 */

/** As a filter on people: an account, and who it is in groups under a name of its own. */
export const isOf = (accountId: string) => ({ OR: [{ id: accountId }, { persona: { accountId } }] })

/** The ids of everybody that an account is. */
export async function listIdentities(accountId: string, tx: Tx = db()): Promise<string[]> {
  const rows = await tx.persona.findMany({ where: { accountId }, orderBy: { userId: 'asc' }, select: { userId: true } })
  return [accountId, ...rows.map(({ userId }) => userId)]
}

/** Who an account is in one group. */
export async function findIdentity(accountId: string, groupId: string, tx: Tx = db()): Promise<string> {
  const row = await tx.persona.findUnique({ where: { accountId_groupId: { accountId, groupId } }, select: { userId: true } })
  return row?.userId ?? accountId
}

/** Somebody signed in, as one of their groups knows them. */
export async function viewerIn(viewer: Viewer, groupId: string): Promise<Viewer> {
  const accountId = accountOf(viewer)
  const row = await db().persona.findUnique({
    where: { accountId_groupId: { accountId, groupId } },
    select: { user: { select: { id: true, name: true } } },
  })
  return row ? { ...viewer, accountId, userId: row.user.id, name: row.user.name } : viewer
}

/** As a filter on people: none whose account is suspended. */
export const NOT_SUSPENDED = { suspendedAt: null, NOT: { persona: { account: { suspendedAt: { not: null } } } } }

const ADDRESS = { email: true, emailVerified: true, suspendedAt: true } as const
/** Where mail to a member goes: to their account. For `addressOf`. */
export const WITH_ADDRESS = { ...ADDRESS, persona: { select: { account: { select: ADDRESS } } } } as const

type Address = { email: string | null; emailVerified: Date | null; suspendedAt: Date | null }

/** The confirmed address of a member, null without one and while their account is suspended. */
export function addressOf(user: Address & { persona: { account: Address } | null }): string | null {
  const { email, emailVerified, suspendedAt } = user.persona?.account ?? user
  return emailVerified && suspendedAt === null ? email : null
}

/** Deletes those who go, or went, by a name of their own in groups that are about to go: their names with them. */
export async function dropPersonasOf(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.user.deleteMany({ where: { persona: { groupId: { in: [...groupIds] } } } })
}

/** Makes somebody a person of their own in a group, before they have said anything there. @returns its id */
export async function createPersona(tx: Tx, about: { accountId: string; groupId: string; name: string }): Promise<string> {
  const { accountId, groupId, name } = about
  const user = await tx.user.create({ data: { name, persona: { create: { accountId, groupId } } }, select: { id: true } })
  return user.id
}
