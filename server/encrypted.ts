import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const [CIPHER, IV, TAG] = ['aes-256-gcm', 12, 16] as const

/**
 * Words that nobody reads without the key.
 * @param key of 32 bytes
 * @param about what they belong to: said to be of something else, they open no more
 */
export function encrypt(words: string, key: Buffer, about: string): string {
  const iv = randomBytes(IV)
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG }).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was encrypted; null where the key is another one, or what it belongs to. */
export function decrypt(encrypted: string, key: Buffer, about: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64url')
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV), { authTagLength: TAG }).setAAD(Buffer.from(about))
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
