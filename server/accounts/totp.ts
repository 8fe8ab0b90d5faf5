import 'server-only'
import { Secret, TOTP } from 'otpauth'
import type { ConfirmTotp, TotpBegun } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { hashCode } from '#server/accounts/recovery-codes.ts'
import { isSealed, seal, unseal } from '#server/accounts/sealed.ts'
import { tellOwner } from '#server/accounts/ways.ts'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { tellSecurity } from '#server/log.ts'
import { takePoint } from '#server/rate-limit.ts'

/** What every authenticator app can do (RFC 6238): six digits, SHA-1, half a minute. */
const PERIOD = 30
const BYTES = 20
/** What its secret is sealed for. */
const PURPOSE = 'authenticator app'
/** A code is taken one step early or late: clocks differ, and people type slowly. */
const WINDOW = 1

const appFor = (secret: string, label: string) =>
  new TOTP({ issuer: 'Studycircle', label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD })

/**
 * Makes the secret that an authenticator app is to keep. Nothing changes before a code of it has been given.
 * @throws Problem `conflict` when codes are asked for already
 */
export async function beginTotp(viewer: Viewer): Promise<TotpBegun> {
  const { userId } = viewer
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { username: true, name: true, totp: true } })
  if (user.totp?.confirmedAt) throw new Problem('conflict', say('totpIsOn'))
  const secret = new Secret({ size: BYTES }).base32
  const kept = { secret: seal(secret, PURPOSE, userId), lastStep: 0 }
  await db().totp.upsert({ where: { userId }, create: { userId, ...kept }, update: kept })
  return { secret, uri: appFor(secret, user.username ?? user.name).toString() }
}

/**
 * Turns codes on, once the app has shown that it has the secret.
 * @throws Problem `invalid` for a wrong code; `conflict` where nothing was begun, or where no recovery code could let the person in
 */
export async function confirmTotp({ userId }: Viewer, { code }: ConfirmTotp): Promise<void> {
  const row = await db().totp.findUnique({ where: { userId } })
  if (!row || row.confirmedAt) throw new Problem('conflict', say('totpNotBegun'))
  if ((await db().recoveryCode.count({ where: { userId, usedAt: null } })) === 0) throw new Problem('conflict', say('recoveryCodesFirst'))
  await takePoint('totp', userId)
  if (!(await spend(row, code))) throw new Problem('invalid', say('totpWrong'), { fields: { code: say('totpWrong') } })
  await db().totp.updateMany({ where: { userId }, data: { confirmedAt: new Date() } })
  tellSecurity('totp-on', { userId })
  await tellOwner(userId, `Your account at ${siteUrl()} now asks for a code of your authenticator app beside the password.`)
}

/** Asks for codes no more. */
export async function removeTotp(viewer: Viewer): Promise<void> {
  const { userId } = viewer
  const { count } = await db().totp.deleteMany({ where: { userId } })
  if (count === 0) return
  tellSecurity('totp-off', { userId })
  await tellOwner(userId, `Your account at ${siteUrl()} no longer asks for a code of your authenticator app.`)
}

/** Whether the account with this address, if there is one, asks for a code beside its password. */
export const asksForCode = async (email: string): Promise<boolean> =>
  (await db().totp.count({ where: { user: { email }, confirmedAt: { not: null } } })) > 0

/**
 * Lets pass whoever has given the password and a code of their app, or a recovery code, which is spent; and every account that asks for none.
 * @param code as it was typed
 * @returns by which way they come in
 * @throws Problem `forbidden` with a sentence for the field `code`; `too-many`: six digits could be guessed by whoever has the password
 */
export async function requireSecondFactor(userId: string, code: string, address: string): Promise<string> {
  const row = await db().totp.findUnique({ where: { userId } })
  if (!row?.confirmedAt) return 'password'
  const needed = say('codeOfApp')
  if (code === '') throw new Problem('forbidden', needed, { fields: { code: needed } })
  await takePoint('totp', userId)
  if (await spend(row, code)) return 'password and code'
  const where = { userId, codeHash: await hashCode(userId, code), usedAt: null }
  const { count } = await db().recoveryCode.updateMany({ where, data: { usedAt: new Date() } })
  if (count > 0) {
    await tellOwner(userId, `A recovery code was used to sign in to your account at ${siteUrl()}.`)
    return 'password and recovery code'
  }
  tellSecurity('code-refused', { userId, address })
  throw new Problem('forbidden', say('totpWrong'), { fields: { code: say('totpWrong') } })
}

/** Whether a code is right and no code of its time, or a later one, was given before. */
async function spend({ userId, secret: stored }: { userId: string; secret: string }, code: string): Promise<boolean> {
  const secret = unseal(stored, PURPOSE, userId)
  // Sealed with another secret of the installation: a recovery code still lets them in.
  if (secret === null) return false
  const token = code.replace(/\s/g, '')
  const now = Date.now()
  const delta = /^\d{6}$/.test(token) ? appFor(secret, '').validate({ token, window: WINDOW, timestamp: now }) : null
  if (delta === null) return false
  const step = Math.floor(now / 1000 / PERIOD) + delta
  const where = { userId, secret: stored, lastStep: { lt: step } }
  // What was stored before secrets were sealed is sealed at its next use.
  const data = { lastStep: step, ...(!isSealed(stored) && { secret: seal(secret, PURPOSE, userId) }) }
  return (await db().totp.updateMany({ where, data })).count > 0
}
