import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Recover, Recovered } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { dropUnconfirmedEmails } from '#server/accounts/emails.ts'
import { hashPassword, requireStrongPassword } from '#server/accounts/passwords.ts'
import { hashCode, hashCodes, newCodes } from '#server/accounts/recovery-codes.ts'
import { requireNotSuspended } from '#server/accounts/sessions.ts'
import { beginSession } from '#server/accounts/sign-in.ts'
import { endSessions } from '#server/accounts/sign-in-history.ts'
import { listOtherWays, tellOwner } from '#server/accounts/ways.ts'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { tellSecurity } from '#server/log.ts'
import { takeNetworkPoint } from '#server/rate-limit.ts'
import type { Asked } from '#server/route.ts'

/**
 * Opens an account again with one of its codes: sets a new password, ends all sessions, and signs in. The code is spent.
 * The refusal is the same for an unknown username, a wrong code and a spent one.
 * @returns how many codes are left, and what else lets in: whoever had the account may have left a door open
 * @throws Problem `forbidden`; `invalid` for a weak password, which spends nothing; `too-many`
 */
export async function recover(_who: Viewer | null, { username, code, password }: Recover, asked: Asked): Promise<Recovered> {
  // A code has 58 random bits: there is nothing to be guessed that would make it worth keeping the account's owner out.
  await takeNetworkPoint('recover', asked.address, username)
  const user = await db().user.findUnique({ where: { username }, select: { id: true, name: true } })
  const codeHash = await hashCode(user?.id ?? randomUUID(), code)
  const row = user && (await db().recoveryCode.findFirst({ where: { userId: user.id, codeHash, usedAt: null }, select: { id: true } }))
  if (!row) {
    tellSecurity('recovery-refused', { userId: user?.id ?? null, address: asked.address })
    throw wrongCode()
  }
  await requireNotSuspended(db(), user.id)
  await requireStrongPassword(password, [username, user.name])
  const passwordHash = await hashPassword(password)
  const codesLeft = await db().$transaction(async (tx) => {
    const spent = await tx.recoveryCode.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: new Date() } })
    if (spent.count === 0) throw wrongCode()
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } })
    await endSessions(tx, { userId: user.id })
    await dropUnconfirmedEmails(tx, user.id)
    return tx.recoveryCode.count({ where: { userId: user.id, usedAt: null } })
  })
  tellSecurity('recovered', { userId: user.id, address: asked.address })
  await tellOwner(user.id, `Your account at ${siteUrl()} was opened with a recovery code, and has a new password.`)
  await beginSession(user, asked)
  return { codesLeft, ...(await listOtherWays(user.id)) }
}

function wrongCode(): Problem {
  const sentence = say('wrongCode')
  return new Problem('forbidden', sentence, { fields: { code: sentence } })
}

/** Makes a new set of codes; the old set stops working. */
export async function createRecoveryCodes(viewer: Viewer): Promise<{ recoveryCodes: string[] }> {
  const codes = newCodes()
  const hashes = await hashCodes(viewer.userId, codes)
  await db().$transaction([
    db().recoveryCode.deleteMany({ where: { userId: viewer.userId } }),
    db().recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId: viewer.userId, codeHash })) }),
  ])
  tellSecurity('recovery-codes-made', { userId: viewer.userId })
  await tellOwner(viewer.userId, `New recovery codes were made for your account at ${siteUrl()}; the old ones stopped working.`)
  return { recoveryCodes: codes }
}
