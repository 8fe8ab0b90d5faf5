import 'server-only'
import { createTransport } from 'nodemailer'
import { Problem, say } from '#domain/problem.ts'
import { env } from '#server/env.ts'

/**
 * Sends a plain text mail.
 * @throws Problem `not-found` where the site has no mail; the mail server's own error when it refuses
 */
export async function sendMail({ to, subject, text }: { to: string; subject: string; text: string }): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL || !MAIL_FROM) throw new Problem('not-found', say('noMail'))
  const transport = createTransport(SMTP_URL)
  try {
    // An address object, because a string could be read as several addresses.
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: '', address: to },
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } finally {
    transport.close()
  }
}
