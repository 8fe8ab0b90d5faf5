import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Account, ChangePassword, SignUp, UpdateAccount } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { dropUnconfirmedEmails, sendEmailConfirmation } from '#server/accounts/emails.ts'
import { fitsPassword, hashPassword, requireStrongPassword } from '#server/accounts/passwords.ts'
import { hashCodes, newCodes } from '#server/accounts/recovery-codes.ts'
import { endSessions } from '#server/accounts/sign-in-history.ts'
import { findSlip, spendSlip } from '#server/accounts/slips.ts'
import { listOtherWays, tellOwner } from '#server/accounts/ways.ts'
import { db, isDuplicate } from '#server/db.ts'
import { env, siteUrl } from '#server/env.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { log, tellSecurity } from '#server/log.ts'

/**
 * The person whose username and password these are, or null; takes as long when there is no such person.
 * @param username null for what can be nobody's
 * @param address of whoever tries
 */
export async function checkPassword(
  username: string | null,
  password: string,
  address = 'unknown',
): Promise<{ id: string; name: string } | null> {
  if (password.length > 200) return null
  const select = { id: true, name: true, passwordHash: true }
  const user = username === null ? null : await db().user.findUnique({ where: { username }, select })
  const fits = await fitsPassword(user?.passwordHash, password)
  if (user && fits) return { id: user.id, name: user.name }
  tellSecurity('sign-in-refused', { userId: user?.id ?? null, address })
  return null
}

/**
 * Makes an account; with a slip, of the member whose it is.
 * @returns its id, its username as it is kept, and the recovery codes, which nobody can read again
 * @throws Problem `invalid` for a weak password and an unknown slip, `conflict` when the username is taken
 */
export async function createAccount(input: SignUp, address: string): Promise<{ id: string; username: string; recoveryCodes: string[] }> {
  await requireStrongPassword(input.password, [input.username, input.name])
  const slip = input.slip === undefined ? null : await findSlip(input.slip)
  if (input.slip !== undefined && !slip) throw new Problem('invalid', say('slipUnknown'), { fields: { slip: say('slipUnknown') } })
  const id = slip?.userId ?? randomUUID()
  const codes = newCodes()
  const [passwordHash, codeHashes] = await Promise.all([hashPassword(input.password), hashCodes(id, codes)])
  const recoveryCodes = { create: codeHashes.map((codeHash) => ({ codeHash })) }
  try {
    const account = { username: input.username, name: input.name, passwordHash, recoveryCodes }
    if (!slip) await db().user.create({ data: { id, ...account } })
    else
      await db().$transaction(async (tx) => {
        await spendSlip(tx, id, slip.code)
        await tx.user.update({ where: { id, AND: [WITHOUT_WAY_IN] }, data: account })
      })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const sentence = say('usernameTaken')
    throw new Problem('conflict', sentence, { fields: { username: sentence } })
  }
  tellSecurity('account-made', { userId: id, address })
  if (input.email && env().SMTP_URL) {
    // The account stands without the mail: its owner can ask for another on the account page.
    await sendEmailConfirmation(id, input.email).catch((error) => log().warn({ err: error }, 'confirmation mail not sent'))
  }
  return { id, username: input.username, recoveryCodes: codes }
}

/** What the viewer's account page shows. */
export async function requireAccount(viewer: Viewer): Promise<Account> {
  const user = await db().user.findUniqueOrThrow({
    where: { id: viewer.userId },
    select: {
      name: true,
      username: true,
      passwordHash: true,
      totp: { select: { confirmedAt: true } },
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  })
  return {
    userId: viewer.userId,
    name: user.name,
    username: user.username,
    ...(await listOtherWays(viewer.userId)),
    hasPassword: user.passwordHash !== null,
    recoveryCodesLeft: user._count.recoveryCodes,
    asksForCode: Boolean(user.totp?.confirmedAt),
  }
}

/** The account of whoever is asking, null for visitors: asking while signed out is no mistake. */
export async function findAccount(viewer: Viewer | null): Promise<Account | null> {
  return viewer && requireAccount(viewer)
}

/** Changes the name that groups see. */
export async function updateAccount(viewer: Viewer, input: UpdateAccount): Promise<Account> {
  await db().user.update({ where: { id: viewer.userId }, data: { name: input.name } })
  return requireAccount(viewer)
}

/**
 * Sets a new password and ends all other sessions.
 * @throws Problem `invalid` for a weak new one
 */
export async function changePassword(viewer: Viewer, { password }: ChangePassword): Promise<{ ended: number }> {
  const { userId, sessionId } = viewer
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, username: true } })
  await requireStrongPassword(password, [user.username ?? '', user.name])
  const passwordHash = await hashPassword(password)
  const ended = await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    await dropUnconfirmedEmails(tx, userId)
    return endSessions(tx, { userId, id: { not: sessionId } })
  })
  tellSecurity('password-changed', { userId })
  await tellOwner(userId, `The password of your account at ${siteUrl()} was changed.`)
  return { ended }
}
