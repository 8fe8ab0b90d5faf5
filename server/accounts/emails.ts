import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ConfirmEmail, UpdateEmail } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { sendAccountMail } from '#server/accounts/account-mail.ts'
import { CONFIRMATION_LINK, forgetOldLinks } from '#server/accounts/mailed-links.ts'
import { requireWayIn, tellOwner } from '#server/accounts/ways.ts'
import { db, isDuplicate, type Tx } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { tellSecurity } from '#server/log.ts'
import { takePoint } from '#server/rate-limit.ts'

// An account holds only addresses that a mail has confirmed. Else somebody could put your address on their account,
// wait until you sign in there by a link sent to you, and share it with you.

/** What a confirmation is for, as its row keeps it; next-auth's own rows of this table hold a bare address. */
const Purpose = z.object({ userId: z.uuid(), email: z.string() })

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Sends a link that puts an address on an account when its reader presses the button there.
 * @throws Problem `too-many`; `not-found` where the site has no mail
 */
export async function sendEmailConfirmation(userId: string, email: string): Promise<void> {
  await takePoint('confirm-to', email)
  const token = randomBytes(32).toString('base64url')
  const link = `${siteUrl()}/account/email?token=${token}`
  const text = `Somebody gave this address for an account at ${siteUrl()}. If it was you, confirm it here:\n\n${link}\n\nThe link works for one day. If it was not you, do nothing.\n`
  const identifier = JSON.stringify({ userId, email })
  await forgetOldLinks()
  const expires = new Date(Date.now() + CONFIRMATION_LINK * 1000)
  await db().verificationToken.create({ data: { identifier, token: hashToken(token), expires } })
  await sendAccountMail({ to: email, subject: 'Confirm your e-mail address', text })
}

/**
 * Begins to change the viewer's address: nothing changes before the mail is answered.
 */
export async function updateEmail(viewer: Viewer, { email }: UpdateEmail): Promise<void> {
  await takePoint('mail', viewer.userId)
  await sendEmailConfirmation(viewer.userId, email)
}

/**
 * Takes the viewer's address away, and tells it so.
 * @throws Problem `conflict` when links sent to it are the only way into the account
 */
export async function removeEmail(viewer: Viewer): Promise<void> {
  const { userId } = viewer
  const former = await db().$transaction(async (tx) => {
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    if (email === null) return null
    await tx.user.update({ where: { id: userId }, data: { email: null, emailVerified: null } })
    await requireWayIn(tx, userId)
    await dropUnconfirmedEmails(tx, userId)
    return email
  })
  if (former === null) return
  tellSecurity('email-removed', { userId })
  await tellOwner(userId, `This address was taken off your account at ${siteUrl()}.`, former)
}

/** Makes the links useless that would still put an address on the account: whoever asked for them may have been somebody else. */
export async function dropUnconfirmedEmails(tx: Tx, userId: string): Promise<void> {
  await tx.verificationToken.deleteMany({ where: { identifier: { startsWith: `{"userId":"${userId}"` } } })
}

/**
 * Answers a confirmation, signed in or not: whoever holds the link read the mail.
 * @throws Problem `gone` for a used, old or invented link; `conflict` when another account has the address
 */
export async function confirmEmail(_who: Viewer | null, { token }: ConfirmEmail): Promise<{ email: string }> {
  const row = await db().verificationToken.findUnique({ where: { token: hashToken(token) } })
  const purpose = row && row.expires > new Date() ? readPurpose(row.identifier) : null
  const spent = purpose ? await db().verificationToken.deleteMany({ where: { token: hashToken(token) } }) : { count: 0 }
  if (!purpose || spent.count === 0) {
    throw new Problem('gone', say('confirmLinkSpent'))
  }
  const { userId, email } = purpose
  const before = await db().user.findUnique({ where: { id: userId }, select: { email: true } })
  try {
    const { count } = await db().user.updateMany({ where: { id: userId }, data: { email, emailVerified: new Date() } })
    if (count === 0) throw new Problem('gone', say('accountGone'))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Problem('conflict', say('emailTaken'))
  }
  tellSecurity('email-changed', { userId })
  if (before?.email && before.email !== email) {
    await tellOwner(userId, `Your account at ${siteUrl()} has another e-mail address now: this one is off it.`, before.email)
  }
  return { email }
}

function readPurpose(identifier: string): z.infer<typeof Purpose> | null {
  if (!identifier.startsWith('{')) return null
  return Purpose.parse(JSON.parse(identifier))
}
