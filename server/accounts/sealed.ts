import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { authSecret } from '#server/env.ts'

/** What is sealed begins so; nothing in base32 does. */
const SEALED = 'sealed.1.'
const [CIPHER, IV, TAG] = ['aes-256-gcm', 12, 16] as const

/** A key of its own for each purpose, made of the installation's secret. */
const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', authSecret(), '', `studycircle ${purpose}`, 32))

/** For what the database holds and its readers need not know. */
export const isSealed = (stored: string): boolean => stored.startsWith(SEALED)

/**
 * Encrypts words for one purpose and one row: copied into another row they are worth nothing.
 * @param owner id of the row
 */
export function seal(words: string, purpose: string, owner: string): string {
  const iv = randomBytes(IV)
  const cipher = createCipheriv(CIPHER, keyFor(purpose), iv, { authTagLength: TAG }).setAAD(Buffer.from(owner))
  const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
  return SEALED + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed; as it stands, where it was stored before things were sealed. Null where the secret is another one by now, or the row. */
export function unseal(stored: string, purpose: string, owner: string): string | null {
  if (!isSealed(stored)) return stored
  const bytes = Buffer.from(stored.slice(SEALED.length), 'base64url')
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(purpose), bytes.subarray(0, IV), { authTagLength: TAG }).setAAD(Buffer.from(owner))
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
