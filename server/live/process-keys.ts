import 'server-only'
import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { KeysTold } from '#domain/live.ts'
import { decrypt, encrypt } from '#server/encrypted.ts'
import { authSecret } from '#server/env.ts'
import { tellAll } from '#server/live/notify.ts'
import { log } from '#server/log.ts'

/** How long is waited for the key of another process, which may have ended. Milliseconds. */
const PATIENCE = 2_000
/** Most keys of others that are kept: one notification has room for them. */
const MOST_KEYS = 30

/** A key that was asked for: resolved once it is known, or nobody has told it. */
type Wanted = { asked: Promise<unknown>; found: () => void }
/** `id` names this process: it is the public half of `secret`, for which others encrypt the keys that they tell it. */
type Keys = {
  id: string
  secret: KeyObject
  own: Buffer
  others: Map<string, Buffer>
  wanted: Map<string, Wanted>
  /** Who was asked in return: where they hold another secret, both would ask for ever. */
  askedBack: Set<string>
  ears: Set<() => void>
}

// Next compiles routes into several bundles: the process, not the module, owns the keys.
const holder = globalThis as typeof globalThis & { studycircleKeys?: Keys }

function keys(): Keys {
  if (!holder.studycircleKeys) {
    const { publicKey, privateKey: secret } = generateKeyPairSync('x25519')
    const id = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
    holder.studycircleKeys = {
      id,
      secret,
      own: randomBytes(32),
      others: new Map(),
      wanted: new Map(),
      askedBack: new Set(),
      ears: new Set(),
    }
    // From here on the others hold it too: one of them may outlive this process.
    askForKeys()
  }
  return holder.studycircleKeys
}

const keyOf = ({ id, own, others }: Keys, name: string) => (name === id ? own : others.get(name))
const nameIn = (sealed: string) => sealed.slice(0, sealed.indexOf('.'))

/**
 * Encrypts words under a key that only running processes know: once the last one has ended nobody can read them, whatever else they have.
 * @param owner id of the row
 */
export function sealForNow(words: string, owner: string): string {
  const { id, own } = keys()
  return `${id}.${encrypt(words, own, owner)}`
}

/** What was sealed; null where nobody knows the key any more. Let {@link findKeys} ask for it first. */
export function openForNow(sealed: string, owner: string): string | null {
  const name = nameIn(sealed)
  const key = keyOf(keys(), name)
  return key ? decrypt(sealed.slice(name.length + 1), key, owner) : null
}

/** Resolves once this process has the keys to what was sealed, or when nobody has told it of them. */
export async function findKeys(sealed: string[]): Promise<void> {
  const names = [...new Set(sealed.map(nameIn))].filter((name) => keyOf(keys(), name) === undefined)
  const fresh = names.filter((name) => !keys().wanted.has(name))
  for (const name of fresh) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const patience = new Promise((given) => setTimeout(given, PATIENCE))
    keys().wanted.set(name, { asked: Promise.race([promise, patience]), found: resolve })
  }
  if (fresh.length > 0) askForKeys()
  await Promise.all(names.map((name) => keys().wanted.get(name)?.asked))
}

/** Lets somebody hear that what could not be read before may be readable now. */
export function whenKeysCome(ear: () => void): void {
  keys().ears.add(ear)
}

/** Asks the other processes for their keys, where this one uses any. */
export function askForKeys(): void {
  if (holder.studycircleKeys) void tellAll([{ keysFrom: holder.studycircleKeys.id }])
}

/** Another process asks for keys, or tells of some. */
export function hearKeys(told: KeysTold): void {
  const { id, own, others, askedBack } = keys()
  try {
    if (told.keysFrom === id) return
    if (told.to === id) learn(told)
    if (told.to !== undefined) return
    const all = Object.fromEntries([[id, own] as const, ...others].map(([name, key]) => [name, key.toString('base64url')]))
    void tellAll([{ keysFrom: id, to: told.keysFrom, sealed: encrypt(JSON.stringify(all), sharedWith(told.keysFrom), id) }])
    if (others.has(told.keysFrom) || askedBack.has(told.keysFrom)) return
    askedBack.add(told.keysFrom)
    askForKeys()
  } catch (error) {
    log().warn({ err: error instanceof Error ? error.message : String(error) }, 'somebody told of keys what makes no sense')
  }
}

const Told = z.record(z.string(), z.string())

function learn({ keysFrom, sealed = '' }: KeysTold): void {
  const { id, others, wanted, ears } = keys()
  const all = Told.parse(JSON.parse(decrypt(sealed, sharedWith(keysFrom), keysFrom) ?? '{}'))
  const fresh = Object.entries(all).filter(([name]) => name !== id && !others.has(name))
  for (const [name, key] of fresh) {
    others.set(name, Buffer.from(key, 'base64url'))
    wanted.get(name)?.found()
  }
  for (const name of [...others.keys()].slice(0, Math.max(0, others.size - MOST_KEYS))) others.delete(name)
  if (fresh.length > 0) for (const ear of ears) ear()
}

/** What two processes alone can know: whoever reads the notifications, or writes some without the installation's secret, learns nothing. */
function sharedWith(other: string): Buffer {
  const publicKey = createPublicKey({ key: Buffer.from(other, 'base64url'), format: 'der', type: 'spki' })
  const known = diffieHellman({ privateKey: keys().secret, publicKey })
  return Buffer.from(hkdfSync('sha256', known, authSecret(), 'studycircle process keys', 32))
}
