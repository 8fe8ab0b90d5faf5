import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { KeysTold, LiveEvent, SessionsEnded } from '#domain/live.ts'
import { PresenceTold } from '#domain/presence.ts'
import { env } from '#server/env.ts'
import { CHANNEL } from '#server/live/notify.ts'
import { log } from '#server/log.ts'
import { giveUpSilent } from '#server/silence.ts'

type Ears = {
  onEvent: (event: Heard) => void
  /** Listening began, or began again: whatever was told before that moment was not heard. */
  onListening: () => void
}

const FIRST_WAIT = 100
const LONGEST_WAIT = 5_000
/** How often a silent connection is asked whether it is still there, and how long it may think. Milliseconds. */
const CHECK_EVERY = 30_000
const CHECK_TIMEOUT = 10_000

/**
 * Listens to what transactions tell, on a connection of its own, and connects again for as long as it takes.
 * @returns a function that stops listening
 */
export function listen(ears: Ears): () => Promise<void> {
  const stop = new AbortController()
  const done = keepListening(ears, stop.signal)
  return async () => {
    stop.abort()
    await done
  }
}

async function keepListening(ears: Ears, stop: AbortSignal): Promise<void> {
  let pause = FIRST_WAIT
  while (!stop.aborted) {
    try {
      await listenOnce(ears, stop, () => {
        pause = FIRST_WAIT
      })
    } catch (error) {
      log().warn({ err: error instanceof Error ? error.message : String(error) }, 'live events interrupted, connecting again')
    }
    // Not in step with other processes, which lost the same database.
    await wait(pause * (0.5 + Math.random()), undefined, { signal: stop, ref: false }).catch(() => {})
    pause = Math.min(pause * 2, LONGEST_WAIT)
  }
}

/** Listens until the connection breaks (throws) or listening is to stop (returns). */
async function listenOnce({ onEvent, onListening }: Ears, stop: AbortSignal, onSuccess: () => void): Promise<void> {
  const connectionString = env().DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set')
  const client = new pg.Client({
    ...{ connectionString, keepAlive: true, application_name: 'studycircle live' },
    connectionTimeoutMillis: CHECK_TIMEOUT,
  })
  const broken = new Promise<void>((resolve, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error('the connection ended')))
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  // It may break before anybody waits for it.
  broken.catch(() => {})
  client.on('notification', ({ payload }) => {
    const event = parseEvent(payload)
    if (event) onEvent(event)
  })
  let check: NodeJS.Timeout | undefined
  try {
    await client.connect()
    giveUpSilent(client, CHECK_TIMEOUT)
    await client.query(`LISTEN ${CHANNEL}`)
    onSuccess()
    onListening()
    const unanswered = new Promise<never>((_, reject) => {
      check = setInterval(() => client.query('SELECT 1').catch(reject), CHECK_EVERY).unref()
    })
    await Promise.race([broken, unanswered])
  } finally {
    clearInterval(check)
    await client.end().catch(() => {})
  }
}

const Heard = z.union([LiveEvent, SessionsEnded, PresenceTold, KeysTold])
type Heard = z.infer<typeof Heard>

function parseEvent(payload = ''): Heard | null {
  try {
    return Heard.parse(JSON.parse(payload))
  } catch {
    log().warn('somebody told the live channel what this version does not understand')
    return null
  }
}
