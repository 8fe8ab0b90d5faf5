import 'server-only'
import { createTransport } from 'nodemailer'
import { Problem, say } from '#domain/problem.ts'
import { env } from '#server/env.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  /** The same for programs that show it. */
  html?: string
  /** As they stand, also where they are long: some programs read no address that is broken over lines. */
  headers?: Record<string, string>
  /** With it a server that gets the mail twice can tell. */
  messageId?: string
}

/** How long a mail server may take for one step, in milliseconds. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }

/** Whether this site sends mail. */
export const sendsMail = (): boolean => Boolean(env().SMTP_URL && env().MAIL_FROM)

/**
 * Sends a mail, as plain text and perhaps as HTML too.
 * @throws Problem `not-found` where the site has no mail; the mail server's own error when it refuses
 */
export async function sendMail({ to, headers, ...mail }: Mail): Promise<void> {
  const { transport, from } = openTransport()
  const whole = Object.entries({ ...headers, 'Auto-Submitted': 'auto-generated' }).map(([name, value]) => [name, { prepared: true, value }])
  try {
    // An address object, because a string could be read as several addresses.
    await transport.sendMail({ from, to: { name: '', address: to }, ...mail, headers: Object.fromEntries(whole) })
  } finally {
    transport.close()
  }
}

/**
 * Asks the mail server whether it would take a mail now, and gives it none.
 * @throws Problem `not-found` where the site has no mail; an error when the server is away or lets nobody in
 */
export async function requireMailServer(): Promise<void> {
  const { transport } = openTransport()
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function openTransport() {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL || !MAIL_FROM) throw new Problem('not-found', say('noMail'))
  return { transport: createTransport({ url: SMTP_URL, ...PATIENCE }), from: MAIL_FROM }
}
