import 'server-only'
import type { AboutConnection, OtherWaysIn, PasskeyItem } from '#domain/account.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { sendAccountMail } from '#server/accounts/account-mail.ts'
import { takeProof } from '#server/accounts/proof.ts'
import { db, type Tx } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { log, tellSecurity } from '#server/log.ts'

/** The passkeys of an account, the oldest first. */
async function listPasskeys(userId: string): Promise<PasskeyItem[]> {
  const rows = await db().passkey.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return rows.map(({ id, name, createdAt, usedAt }) => ({
    ...{ id, name, createdAt: createdAt.toISOString() },
    usedAt: usedAt?.toISOString() ?? null,
  }))
}

/** What lets somebody into an account beside its password. */
export async function listOtherWays(userId: string): Promise<OtherWaysIn> {
  const select = { id: true, createdAt: true }
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, accounts: { select, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
  })
  const connections = user.accounts.map(({ id, createdAt }) => ({ id, since: createdAt?.toISOString() ?? null }))
  return { email: user.email, connections, passkeys: await listPasskeys(userId) }
}

/**
 * Whether somebody who comes back from an outside sign-in may come in by it. Signed in already, they would connect it to their account:
 * only with proof that it is theirs.
 */
export async function mayConnect(viewer: Viewer | null, account: { provider: string; providerAccountId: string }): Promise<boolean> {
  if (viewer === null) return true
  const { provider, providerAccountId } = account
  // What is connected already, to whomever, is connected to nobody anew.
  if ((await db().account.count({ where: { provider, providerAccountId } })) > 0) return true
  if (await takeProof(viewer)) return true
  tellSecurity('way-refused', { userId: viewer.userId, provider })
  return false
}

/** Leaves word that an outside sign-in was connected to an account. */
export async function tellConnected(userId: string, provider: string): Promise<void> {
  tellSecurity('way-connected', { userId, provider })
  await tellOwner(userId, `Another way to sign in was connected to your account at ${siteUrl()}.`)
}

/**
 * Takes an outside sign-in off the account.
 * @throws Problem `not-found` when it is not theirs; `conflict` when it is the only way in
 */
export async function disconnect(viewer: Viewer, { connectionId }: AboutConnection): Promise<void> {
  const { userId } = viewer
  const row = await db().account.findFirst({ where: { id: connectionId, userId }, select: { provider: true } })
  if (!row) throw notFound()
  await db().$transaction(async (tx) => {
    await tx.account.deleteMany({ where: { id: connectionId, userId } })
    await requireWayIn(tx, userId)
  })
  tellSecurity('way-disconnected', { userId, provider: row.provider })
  await tellOwner(userId, `An outside sign-in was taken off your account at ${siteUrl()}.`)
}

/**
 * Rolls back what would leave nobody a way into an account. Changes of one person's ways wait for each other.
 * @throws Problem `conflict`
 */
export async function requireWayIn(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`
  const select = { email: true, passwordHash: true, _count: { select: { accounts: true, passkeys: true } } }
  const { email, passwordHash, _count } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select })
  if (email !== null || passwordHash !== null || _count.accounts + _count.passkeys > 0) return
  throw new Problem('conflict', say('onlyWayIn'))
}

/**
 * Writes to the address of an account what changed about the ways into it. The change stands whether or not the mail goes out.
 * @param address where to, when that is not the account's address any more
 */
export async function tellOwner(userId: string, what: string, address?: string): Promise<void> {
  const to = address ?? (await db().user.findUnique({ where: { id: userId }, select: { email: true } }))?.email
  if (!to) return
  const text = `${what}\n\nIf it was you, do nothing. If it was not, open ${siteUrl()}/recover with one of your recovery codes, set a new password, and look on your account page at what else can sign in.\n`
  await sendAccountMail({ to, subject: 'Your account has changed', text }).catch((error) =>
    log().warn({ err: error }, 'notice of a change not sent'),
  )
}
