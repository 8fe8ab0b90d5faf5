import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { db } from '#server/db.ts'

/** How long somebody may take to answer, in milliseconds. */
const LIFE = 5 * 60 * 1000
const KIND = 'webauthn '

const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest('base64url')

/**
 * Makes a challenge that a passkey is to answer, and remembers it until it is answered.
 * @param purpose what the answer is for: one given for something else is worth nothing
 * @returns 32 random bytes
 */
export async function newChallenge(purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(randomBytes(32))
  const now = Date.now()
  await db().verificationToken.deleteMany({ where: { identifier: { startsWith: KIND }, expires: { lt: new Date(now) } } })
  const token = hashOf(Buffer.from(bytes).toString('base64url'))
  await db().verificationToken.create({ data: { identifier: KIND + purpose, token, expires: new Date(now + LIFE) } })
  return bytes
}

/** Whether a challenge was given for this purpose and has not been answered yet; from now on it has. */
export async function takeChallenge(purpose: string, challenge: string): Promise<boolean> {
  const where = { identifier: KIND + purpose, token: hashOf(challenge), expires: { gt: new Date() } }
  return (await db().verificationToken.deleteMany({ where })).count > 0
}
