import 'server-only'
import { db } from '#server/db.ts'

/** For so long a mailed link signs somebody in: as long as OWASP ASVS 5 lets it (6.5.5). Seconds. */
export const SIGN_IN_LINK = 10 * 60
/** For so long a mailed link confirms an address. It signs nobody in, and mail may be read in the evening. Seconds. */
export const CONFIRMATION_LINK = 24 * 3600

/** Deletes the links that are over, and with them the addresses to which they went. */
export async function forgetOldLinks(): Promise<void> {
  await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } })
}
