import 'server-only'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { mailCode } from '#server/letters/codes.ts'
import { findContent } from '#server/letters/content.ts'
import { writeLetter } from '#server/letters/write-letter.ts'
import { log } from '#server/log.ts'
import { requireMailServer, sendMail } from '#server/mail.ts'

/**
 * Hands a letter over to the mail server, once: before it begins that is written down, and what has begun is not begun again, since nobody
 * can tell whether it arrived. Its words are looked up now, with everything that hides them now.
 * @throws the mail server's error when it is certain that it has not taken the letter, and asking again may help
 */
export async function sendLetter(letterId: string): Promise<void> {
  const letter = await db().letter.findUnique({
    where: { id: letterId, begunAt: null },
    select: {
      ...{ groupId: true, userId: true, wish: true, since: true, until: true },
      membership: {
        select: {
          ...{ mail: true, mailZone: true },
          user: { select: { name: true, email: true, emailVerified: true } },
          group: { select: { name: true, guide: true } },
        },
      },
    },
  })
  if (!letter) return
  const { groupId, userId, wish, membership } = letter
  const { user, group, mail, mailZone } = membership
  const wanted = mail !== 'OFF' && user.email !== null && user.emailVerified !== null
  const content = wanted ? await findContent({ groupId, userId, name: user.name, guide: group.guide }, wish, letter) : null
  if (!content || user.email === null) {
    await db().letter.deleteMany({ where: { id: letterId, begunAt: null } })
    return
  }
  const code = mailCode(letter)
  const words = writeLetter(content, { groupId, groupName: group.name, wish, zone: mailZone || 'UTC', code })
  await requireMailServer()
  const begun = await db().letter.updateMany({ where: { id: letterId, begunAt: null }, data: { begunAt: new Date() } })
  if (begun.count === 0) return
  try {
    await sendMail({ to: user.email, ...words, ...LISTED(code), messageId: `<${letterId}@${new URL(siteUrl()).hostname}>` })
  } catch (error) {
    return await takeBack(letterId, error)
  }
  await db().letter.update({ where: { id: letterId }, data: { sentAt: new Date() } })
}

/** One click in the mail program ends it (RFC 8058). */
const LISTED = (code: string) => ({
  headers: { 'List-Unsubscribe': `<${siteUrl()}/api/mail/${code}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
})

/** What becomes of a letter that failed: it waits for another try if the server said so, and not if it may have arrived or never will. */
async function takeBack(letterId: string, error: unknown): Promise<void> {
  const { responseCode } = error as { responseCode?: number }
  const isPutOff = responseCode !== undefined && responseCode < 500
  if (!isPutOff) return log().warn({ letterId, responseCode, err: error instanceof Error ? error.message : '' }, 'a letter was not taken')
  await db().letter.updateMany({ where: { id: letterId, sentAt: null }, data: { begunAt: null } })
  throw error
}
