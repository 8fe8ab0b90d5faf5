import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { Problem } from '#domain/problem.ts'

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

// The dictionaries weigh megabytes: they are read when the first person chooses a password, not at every start.
let judge: Promise<ZxcvbnFactory> | undefined

async function loadJudge(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
}

/**
 * Lets a new password pass that is neither common nor soon guessed (zxcvbn 3 of 4: more than 10⁸ guesses).
 * @param known words that a guesser would try first: the person's username and name
 * @throws Problem `invalid` with the reason
 */
export async function requireStrongPassword(password: string, known: string[]): Promise<void> {
  judge ??= loadJudge()
  const words = known.flatMap((word) => [word, word.replace(/[\s._-]+/g, ''), ...word.split(/[\s._-]+/)]).filter((word) => word.length > 2)
  const { score, feedback } = (await judge).check(password, words)
  if (score >= 3) return
  const reason = feedback.warning
    ? `This password is easy to guess. ${feedback.warning.replace(/\.?$/, '.')}`
    : 'This password is easy to guess.'
  const sentence = `${reason} Take three or four unrelated words, for example.`
  throw new Problem('invalid', sentence, { fields: { password: sentence } })
}
