import 'server-only'
import { randomUUID } from 'node:crypto'
import type { CreateRecoveryCodes, Recover } from '#domain/account.ts'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requirePassword } from '#server/accounts/accounts.ts'
import { hashPassword, requireStrongPassword } from '#server/accounts/passwords.ts'
import { hashCode, hashCodes, newCodes } from '#server/accounts/recovery-codes.ts'
import { db } from '#server/db.ts'
import { takeNetworkPoint } from '#server/rate-limit.ts'

/**
 * Opens an account again with one of its codes: sets a new password and ends all sessions. The code is spent.
 * The refusal is the same for an unknown username, a wrong code and a spent one.
 * @returns how many codes are left
 * @throws Problem `forbidden`; `invalid` for a weak password, which spends nothing; `too-many`
 */
export async function recover(
  _who: Viewer | null,
  { username, code, password }: Recover,
  { address }: { address: string },
): Promise<{ codesLeft: number }> {
  // A code has 58 random bits: there is nothing to be guessed that would make it worth keeping the account's owner out.
  await takeNetworkPoint('recover', address, username)
  const user = await db().user.findUnique({ where: { username }, select: { id: true, name: true } })
  const codeHash = await hashCode(user?.id ?? randomUUID(), code)
  const row = user && (await db().recoveryCode.findFirst({ where: { userId: user.id, codeHash, usedAt: null }, select: { id: true } }))
  if (!row) throw wrongCode()
  await requireStrongPassword(password, [username, user.name])
  const passwordHash = await hashPassword(password)
  return db().$transaction(async (tx) => {
    const spent = await tx.recoveryCode.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: new Date() } })
    if (spent.count === 0) throw wrongCode()
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } })
    await tx.session.deleteMany({ where: { userId: user.id } })
    return { codesLeft: await tx.recoveryCode.count({ where: { userId: user.id, usedAt: null } }) }
  })
}

function wrongCode(): Problem {
  const sentence = 'This username and code do not belong together, or the code has been used. Each code works once.'
  return new Problem('forbidden', sentence, { fields: { code: sentence } })
}

/**
 * Makes a new set of codes; the old set stops working.
 * @throws Problem `forbidden` for a wrong password
 */
export async function createRecoveryCodes(viewer: Viewer, { current = '' }: CreateRecoveryCodes): Promise<{ recoveryCodes: string[] }> {
  await requirePassword(viewer, current)
  const codes = newCodes()
  const hashes = await hashCodes(viewer.userId, codes)
  await db().$transaction([
    db().recoveryCode.deleteMany({ where: { userId: viewer.userId } }),
    db().recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId: viewer.userId, codeHash })) }),
  ])
  return { recoveryCodes: codes }
}
