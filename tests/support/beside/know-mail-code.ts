import { ensureSecret } from '#scripts/secrets.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'

/** The code in the letters of a running product that ends one member's mail. */
export default async function (groupId: string, userId: string): Promise<string> {
  setVariables({ AUTH_SECRET: ensureSecret(readSettings('production').DATA_DIR, 'auth-secret') })
  const { mailCode } = await import('#server/notifications/codes.ts')
  return mailCode({ groupId, userId })
}
