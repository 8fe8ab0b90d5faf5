import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '#domain/problem.ts'
import { pool } from '#server/db.ts'
import { tellSecurity } from '#server/log.ts'
import { networksOf } from '#server/network.ts'

/** Points and seconds, and what there were too many of, unless a sentence of its own says what to do. */
type Rate = { points: number; duration: number } & ({ what: string } | { refusal: string })

/** People behind one address (a library, a union office) sign up together, some after three tries, so those are generous. */
const RATES = {
  /** For one username from one network: whoever tries from elsewhere keeps nobody out. */
  'sign-in': { points: 10, duration: 300, what: 'sign-in attempts' },
  'sign-in-network': { points: 100, duration: 300, what: 'sign-in attempts from this network' },
  'sign-up': { points: 120, duration: 3600, what: 'new accounts from this network' },
  password: { points: 20, duration: 300, what: 'attempts with a password' },
  recover: { points: 10, duration: 3600, what: 'recovery attempts' },
  'recover-network': { points: 60, duration: 3600, what: 'recovery attempts from this network' },
  join: { points: 60, duration: 600, what: 'attempts to join' },
  owner: { points: 20, duration: 3600, what: 'attempts to become an owner' },
  upload: { points: 30, duration: 3600, what: 'files' },
  mail: { points: 10, duration: 3600, what: 'mails' },
  'link-to': { points: 10, duration: 3600, refusal: 'Ten mails have gone to this address. Open the newest one: its link still works.' },
  'confirm-to': { points: 10, duration: 3600, what: 'mails to this address' },
  'mail-network': { points: 20, duration: 3600, what: 'mails from this network' },
  write: { points: 240, duration: 60, what: 'changes' },
} satisfies Record<string, Rate>

export type RateName = keyof typeof RATES

/** How many networks' worth one customer may spend who has very many of them. */
const WIDE = 8

const limiters = new Map<string, RateLimiterPostgres>()

function limiter(name: RateName, times = 1): RateLimiterPostgres {
  const keyPrefix = times === 1 ? name : `${name} wide`
  let found = limiters.get(keyPrefix)
  if (!found) {
    const { points, duration } = RATES[name]
    found = new RateLimiterPostgres({
      storeClient: pool(),
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points: points * times,
      duration,
    })
    limiters.set(keyPrefix, found)
  }
  return found
}

/**
 * Takes one point from a counter that all processes share.
 * @param key whom the counter belongs to: a user's id or a mail address
 * @throws Problem `too-many` with `retryAfter` in seconds
 */
export async function takePoint(name: RateName, key: string): Promise<void> {
  await consume(name, limiter(name), key)
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

async function consume(name: RateName, counter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await counter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    tellSecurity('too-many', { rate: name })
    throw new Problem('too-many', refusalOf(RATES[name], retryAfter), { retryAfter })
  }
}

function refusalOf(rate: Rate, retryAfter: number): string {
  if ('refusal' in rate) return rate.refusal
  const wait = retryAfter > 90 ? `${Math.ceil(retryAfter / 60)} minutes` : `${retryAfter} seconds`
  return `Too many ${rate.what}. Wait ${wait} and try again; what you typed is kept.`
}
