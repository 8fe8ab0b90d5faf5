import 'server-only'
import { db, Prisma } from '#server/db.ts'
import { log } from '#server/log.ts'
import { type Mail, sendMail, sendsMail } from '#server/mail.ts'

/** For so many days it is kept how many there were. */
const KEPT = 90

/**
 * Sends a mail about an account: a link to sign in, a confirmation, a warning. It is counted, and nothing else of it is kept.
 * @throws as `sendMail`
 */
export async function sendAccountMail(mail: Mail): Promise<void> {
  try {
    await sendMail(mail)
  } catch (error) {
    if (sendsMail()) await count('failed')
    throw error
  }
  await count('sent')
}

/** The mail has gone or has not, whatever becomes of the number. */
async function count(what: 'sent' | 'failed'): Promise<void> {
  const [number, at] = [Prisma.raw(what), Prisma.raw(`${what}_at`)]
  try {
    await db().$executeRaw`
      INSERT INTO account_mail_days AS d (day, ${number}, ${at}) VALUES ((now() AT TIME ZONE 'UTC')::date, 1, now())
      ON CONFLICT (day) DO UPDATE SET ${number} = d.${number} + 1, ${at} = now()`
    await db().$executeRaw`DELETE FROM account_mail_days WHERE day < now() - make_interval(days => ${KEPT})`
  } catch (error) {
    log().warn({ err: error instanceof Error ? error.message : String(error) }, 'a mail was not counted')
  }
}
