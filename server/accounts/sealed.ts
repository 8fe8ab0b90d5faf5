import 'server-only'
import { hkdfSync } from 'node:crypto'
import { decrypt, encrypt } from '#server/encrypted.ts'
import { authSecret } from '#server/env.ts'

/** What is sealed begins so; nothing in base32 does. */
const SEALED = 'sealed.1.'

/** A key of its own for each purpose, made of the installation's secret. */
const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', authSecret(), '', `studycircle ${purpose}`, 32))

/** For what the database holds and its readers need not know. */
export const isSealed = (stored: string): boolean => stored.startsWith(SEALED)

/**
 * Encrypts words for one purpose and one row: copied into another row they are worth nothing.
 * @param owner id of the row
 */
export const seal = (words: string, purpose: string, owner: string): string => SEALED + encrypt(words, keyFor(purpose), owner)

/** What was sealed; as it stands, where it was stored before things were sealed. Null where the secret is another one by now, or the row. */
export const unseal = (stored: string, purpose: string, owner: string): string | null =>
  isSealed(stored) ? decrypt(stored.slice(SEALED.length), keyFor(purpose), owner) : stored
