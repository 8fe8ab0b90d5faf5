import 'server-only'
import { createHmac } from 'node:crypto'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem, type Sentence, say } from '#domain/problem.ts'
import { pool } from '#server/db.ts'
import { authSecret } from '#server/env.ts'
import { tellSecurity } from '#server/log.ts'
import { networksOf } from '#server/network.ts'

/** Duration in seconds. One that is not kept counts in each process by itself, and leaves no trace in the database. */
type Rate = { points: number; duration: number; unkept?: true }

/** People behind one address (a library, a union office) sign up together, some after three tries, so those are generous. */
const RATES = {
  /** For one username from one network: whoever tries from elsewhere keeps nobody out. */
  'sign-in': { points: 10, duration: 300 },
  'sign-in-network': { points: 100, duration: 300 },
  'sign-up': { points: 120, duration: 3600 },
  password: { points: 20, duration: 300 },
  /** Codes of an authenticator app for one account, by whoever has its password. */
  totp: { points: 20, duration: 600 },
  recover: { points: 10, duration: 3600 },
  'recover-network': { points: 60, duration: 3600 },
  join: { points: 60, duration: 600 },
  owner: { points: 20, duration: 3600 },
  upload: { points: 30, duration: 3600 },
  mail: { points: 10, duration: 3600 },
  'link-to': { points: 10, duration: 3600 },
  'confirm-to': { points: 10, duration: 3600 },
  'mail-network': { points: 20, duration: 3600 },
  write: { points: 240, duration: 60 },
  search: { points: 60, duration: 60 },
  writing: { points: 20, duration: 60, unkept: true },
  /**
   * What happens in a live session, each thing by itself: whoever asks for the floor waits for nothing besides. Of several processes each counts
   * for itself; what a session takes altogether is bounded where it is numbered, under the lock of its row.
   */
  live: { points: 240, duration: 60, unkept: true },
  /** Notes, comments and answers that are links and nothing besides. */
  links: { points: 5, duration: 600 },
  /** Words that were too much to lay out: each kept a thread busy for as long as one may be. */
  heavy: { points: 10, duration: 3600 },
} satisfies Record<string, Rate>

type Limiter = RateLimiterPostgres | RateLimiterMemory
export type RateName = keyof typeof RATES

/** How many networks' worth one customer may spend who has very many of them. */
const WIDE = 8

/** Those of each database. */
const limiters = new WeakMap<object, Map<string, Limiter>>()

function limiter(name: RateName, times = 1): Limiter {
  const keyPrefix = times === 1 ? name : `${name} wide`
  const known = limiters.get(pool()) ?? new Map<string, Limiter>()
  limiters.set(pool(), known)
  let found = known.get(keyPrefix)
  if (!found) {
    const { points, duration, unkept }: Rate = RATES[name]
    const rate = { keyPrefix, points: points * times, duration }
    found = unkept
      ? new RateLimiterMemory(rate)
      : new RateLimiterPostgres({ storeClient: pool(), tableName: 'rate_limits', tableCreated: true, ...rate })
    known.set(keyPrefix, found)
  }
  return found
}

/** What a counter is called where it is kept: it outlives an account by an hour, and is to name nobody and no address. */
const hidden = (key: string): string => createHmac('sha256', authSecret()).update(key).digest('base64url')

/**
 * Takes points from a counter that all processes share, or from this process's own where its rate is not kept.
 * @param key whom the counter belongs to: a user's id or a mail address
 * @throws Problem `too-many` with `retryAfter` in seconds
 */
export async function takePoint(name: RateName, key: string, points = 1): Promise<void> {
  await consume(name, limiter(name), key, points)
}

/**
 * Takes one point from the counter of a network, and one from that of the larger network that it may be a part of.
 * @param address where the request came from
 * @param about counts for this alone: a username, so that nobody is kept out by what others try from elsewhere
 * @throws Problem `too-many` with `retryAfter` in seconds
 */
export async function takeNetworkPoint(name: RateName, address: string, about = ''): Promise<void> {
  const { narrow, wide } = networksOf(address)
  const keyOf = (network: string) => (about ? `${about} ${network}` : network)
  await consume(name, limiter(name), keyOf(narrow))
  if (wide) await consume(name, limiter(name, WIDE), keyOf(wide))
}

/**
 * Lets pass whose counter has points left, and takes none.
 * @param key whom the counter belongs to
 * @throws Problem `too-many` with `retryAfter` in seconds
 */
export async function requirePoint(name: RateName, key: string): Promise<void> {
  const state = await limiter(name).get(hidden(key))
  if (state && state.consumedPoints >= RATES[name].points && !isOfAnotherTime(name, state)) throw usedUp(name, state)
}

async function consume(name: RateName, counter: Limiter, key: string, points = 1): Promise<void> {
  try {
    await counter.consume(hidden(key), points)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    if (!isOfAnotherTime(name, refusal)) throw usedUp(name, refusal)
    await counter.delete(hidden(key))
    await counter.consume(hidden(key), points)
  }
}

/** Milliseconds by which the clocks of two processes may differ, and nothing is made of it. */
const SKEW = 60_000

/** Whether a counter ends later than any that is begun now: a clock was ahead when it was begun, and nobody is to wait until then. */
const isOfAnotherTime = (name: RateName, { msBeforeNext }: RateLimiterRes): boolean => msBeforeNext > RATES[name].duration * 1000 + SKEW

function usedUp(name: RateName, { msBeforeNext }: RateLimiterRes): Problem {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000))
  tellSecurity('too-many', { rate: name })
  return new Problem('too-many', refusalOf(name, retryAfter), { retryAfter })
}

/** What there were too many of is told by the counter's name. */
function refusalOf(name: RateName, retryAfter: number): Sentence {
  if (name === 'link-to') return say('linkMailsSent')
  const rate = name.replaceAll('-', '_')
  if (retryAfter > 90) return say('tooManyMinutes', { rate, minutes: Math.ceil(retryAfter / 60) })
  return say('tooManySeconds', { rate, seconds: retryAfter })
}
