import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { Problem, say } from '#domain/problem.ts'
import { inThread } from '#server/markdown/pool.ts'

/** argon2id, m = 19 MiB, t = 2, p = 1: OWASP Password Storage Cheat Sheet. */
export const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** @returns the hash in PHC form, its own salt and costs inside */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID)

let dummy: Promise<string> | undefined

/**
 * Whether a password fits a hash. Without a hash it works as long and says no, so that time tells nobody which usernames exist.
 * @param passwordHash null where there is no such person, or they have no password
 */
export async function fitsPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  if (passwordHash) return verify(passwordHash, password)
  dummy ??= hashPassword('a password that nobody has')
  await verify(await dummy, password)
  return false
}

/** So many characters of a password are judged: the work grows much faster than they do, and so many good ones are enough. */
const JUDGED = 24

/**
 * Lets a new password pass that is neither common nor soon guessed (zxcvbn 3 of 4: more than 10⁸ guesses).
 * @param known words that a guesser would try first: the person's username and name
 * @throws Problem `invalid` with the reason; `too-many` when more passwords wait to be judged than can be soon
 */
export async function requireStrongPassword(password: string, known: string[]): Promise<void> {
  const words = known.flatMap((word) => [word, word.replace(/[\s._-]+/g, ''), ...word.split(/[\s._-]+/)]).filter((word) => word.length > 2)
  const judged = await inThread('judgePassword', { password: password.slice(0, JUDGED), known: words })
  if (!judged) throw new Problem('too-many', say('busy'), { retryAfter: 60 })
  const { score, warning } = judged
  if (score >= 3) return
  const sentence = warning ? say('weakPasswordBecause', { warning: warning.replace(/\.?$/, '.') }) : say('weakPassword')
  throw new Problem('invalid', sentence, { fields: { password: sentence } })
}
