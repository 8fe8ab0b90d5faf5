import 'server-only'
import { randomInt } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { ARGON2ID } from '#server/accounts/passwords.ts'

const COUNT = 8
/** Without 0 O 1 I L U, which handwriting and cheap print confuse. Twelve of these are 58 random bits. */
export const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new set of codes like `7KQM-2XWD-9FHT`. */
export function newCodes(): string[] {
  const letters = (count: number) => Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: COUNT }, () => [letters(4), letters(4), letters(4)].join('-'))
}

/**
 * Hash of a code as somebody typed it: case, spaces and hyphens do not matter. Salted with its owner's id, so that one
 * slow hash finds the code among the owner's eight.
 */
export async function hashCode(userId: string, code: string): Promise<string> {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const bytes = await hashRaw(plain, { ...ARGON2ID, salt: Buffer.from(userId) })
  return bytes.toString('base64url')
}

/** Hashes of a whole set. */
export const hashCodes = (userId: string, codes: string[]): Promise<string[]> => Promise.all(codes.map((code) => hashCode(userId, code)))
