import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ConfirmEmail, UpdateEmail } from '#domain/account.ts'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, isDuplicate } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { sendMail } from '#server/mail.ts'
import { takePoint } from '#server/rate-limit.ts'

// An account holds only addresses that a mail has confirmed. Else somebody could put your address on their account,
// wait until you sign in there by a link sent to you, and share it with you.

/** What a confirmation is for, as its row keeps it; next-auth's own rows of this table hold a bare address. */
const Purpose = z.object({ userId: z.uuid(), email: z.string() })

const DAY = 24 * 3600 * 1000
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
  await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } })
  await db().verificationToken.create({ data: { identifier, token: hashToken(token), expires: new Date(Date.now() + DAY) } })
  await sendMail({ to: email, subject: 'Confirm your e-mail address', text })
}

/** Begins to change the viewer's address: nothing changes before the mail is answered. */
export async function updateEmail(viewer: Viewer, { email }: UpdateEmail): Promise<void> {
  await takePoint('mail', viewer.userId)
  await sendEmailConfirmation(viewer.userId, email)
}

/**
 * Takes the viewer's address away.
 * @throws Problem `conflict` when links sent to it are the only way into the account
 */
export async function removeEmail(viewer: Viewer): Promise<void> {
  const select = { email: true, passwordHash: true, _count: { select: { accounts: true } } }
  const { email, passwordHash, _count } = await db().user.findUniqueOrThrow({ where: { id: viewer.userId }, select })
  if (email !== null && passwordHash === null && _count.accounts === 0) {
    throw new Problem('conflict', 'This address is the only way into your account. Set a password first, then remove it.')
  }
  await db().user.update({ where: { id: viewer.userId }, data: { email: null, emailVerified: null } })
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
    throw new Problem('gone', 'This link has been used or is older than a day. Ask for a new one on your account page.')
  }
  try {
    const data = { email: purpose.email, emailVerified: new Date() }
    const { count } = await db().user.updateMany({ where: { id: purpose.userId }, data })
    if (count === 0) throw new Problem('gone', 'The account that asked for this mail is gone.')
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Problem('conflict', 'Another account has this address already. Remove it there first, then ask for a new mail.')
  }
  return { email: purpose.email }
}

function readPurpose(identifier: string): z.infer<typeof Purpose> | null {
  if (!identifier.startsWith('{')) return null
  return Purpose.parse(JSON.parse(identifier))
}
