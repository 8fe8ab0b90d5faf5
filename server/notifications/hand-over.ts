import 'server-only'
import { siteUrl } from '#server/env.ts'
import { log } from '#server/log.ts'
import { requireMailServer, sendMail } from '#server/mail.ts'

type Handed = {
  /** Of the row that tells of it; the mail's own id is made of it. */
  id: string
  to: string
  words: { subject: string; text: string; html: string }
  /** Ends this mail, for whoever holds it. */
  code: string
  /** Writes down that it is begun. @returns false where another process has */
  begin: () => Promise<boolean>
  takeBack: () => Promise<unknown>
  settle: () => Promise<unknown>
}

/**
 * Hands one mail over to the mail server, once: before it begins that is written down, and what has begun is not begun again, since nobody can
 * tell whether it arrived.
 * @throws the mail server's error when it is certain that it has not taken it, and asking again may help
 */
export async function handOver({ id, to, words, code, begin, takeBack, settle }: Handed): Promise<void> {
  await requireMailServer()
  if (!(await begin())) return
  try {
    await sendMail({ to, ...words, ...LISTED(code), messageId: `<${id}@${new URL(siteUrl()).hostname}>` })
  } catch (error) {
    const { responseCode } = error as { responseCode?: number }
    // It waits for another try if the server said so, and not if it may have arrived or never will.
    if (responseCode === undefined || responseCode >= 500)
      return log().warn({ letterId: id, responseCode, err: error instanceof Error ? error.message : '' }, 'a letter was not taken')
    await takeBack()
    throw error
  }
  await settle()
}

/** One click in the mail program ends it (RFC 8058). */
const LISTED = (code: string) => ({
  headers: { 'List-Unsubscribe': `<${siteUrl()}/api/mail/${code}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
})
