import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '#domain/problem.ts'
import { pool } from '#server/db.ts'

/** Points and seconds. People behind one address (a library, a union office) sign up together, some after three tries, so those are generous. */
const RATES = {
  'sign-in': { points: 10, duration: 300, what: 'sign-in attempts' },
  'sign-in-address': { points: 100, duration: 300, what: 'sign-in attempts from this network' },
  'sign-up': { points: 120, duration: 3600, what: 'new accounts from this network' },
  password: { points: 20, duration: 300, what: 'attempts with a password' },
  recover: { points: 10, duration: 3600, what: 'recovery attempts' },
  join: { points: 60, duration: 600, what: 'attempts to join' },
  owner: { points: 20, duration: 3600, what: 'attempts to become an owner' },
  upload: { points: 30, duration: 3600, what: 'files' },
  mail: { points: 10, duration: 3600, what: 'mails' },
  write: { points: 240, duration: 60, what: 'changes' },
} as const

export type RateName = keyof typeof RATES

const limiters = new Map<RateName, RateLimiterPostgres>()

function limiter(name: RateName): RateLimiterPostgres {
  let found = limiters.get(name)
  if (!found) {
    const { points, duration } = RATES[name]
    found = new RateLimiterPostgres({
      storeClient: pool(),
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration,
    })
    limiters.set(name, found)
  }
  return found
}

/**
 * Takes one point from a counter that all processes share.
 * @param key whom the counter belongs to: a user's id, an address or a username
 * @throws Problem `too-many` with `retryAfter` in seconds
 */
export async function takePoint(name: RateName, key: string): Promise<void> {
  try {
    await limiter(name).consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    const wait = retryAfter > 90 ? `${Math.ceil(retryAfter / 60)} minutes` : `${retryAfter} seconds`
    throw new Problem('too-many', `Too many ${RATES[name].what}. Wait ${wait} and try again; what you typed is kept.`, { retryAfter })
  }
}
