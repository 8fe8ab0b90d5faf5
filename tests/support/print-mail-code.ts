import { ensureSecret } from '#scripts/secrets.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'

// Prints the code in the letters of a running product that ends one member's mail: its group and its member are told.

const [groupId = '', userId = ''] = process.argv.slice(2)
setVariables({ AUTH_SECRET: ensureSecret(readSettings('production').DATA_DIR, 'auth-secret') })
const { mailCode } = await import('#server/notifications/codes.ts')
console.log(mailCode({ groupId, userId }))
