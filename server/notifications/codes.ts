import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSecret } from '#server/env.ts'

/** Whose mail from which group a code in a letter ends. */
type Membership = { groupId: string; userId: string }

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const seal = (ids: Buffer) => createHmac('sha256', authSecret()).update('mail of a group').update(ids).digest().subarray(0, 16)

/** The code that ends one member's mail from one group. It is in no table: whoever holds it got the mail. */
export function mailCode({ groupId, userId }: Membership): string {
  const ids = Buffer.concat([bytesOf(groupId), bytesOf(userId)])
  return Buffer.concat([ids, seal(ids)]).toString('base64url')
}

/** What a code stands for; null for one that this site has not made. */
export function readMailCode(code: string): Membership | null {
  const bytes = Buffer.from(code, 'base64url')
  if (bytes.length !== 48) return null
  const ids = bytes.subarray(0, 32)
  if (!timingSafeEqual(bytes.subarray(32), seal(ids))) return null
  return { groupId: uuidOf(ids.subarray(0, 16)), userId: uuidOf(ids.subarray(16)) }
}
