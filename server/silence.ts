import 'server-only'
import type { Socket } from 'node:net'
import type pg from 'pg'
import { noteOutage } from '#server/outage.ts'

/**
 * Ends a connection whose Postgres was asked something and says nothing for too long. The `query_timeout` of `pg` would make a timer for each
 * question, and through it what was found stays in memory until V8 goes through all of it (decision 0062).
 * @param silence how long it may say nothing, in milliseconds
 */
export function giveUpSilent(client: pg.ClientBase, silence: number): void {
  const stream = (client as pg.Client).connection.stream as Socket
  let answered = stream.bytesWritten
  client.on('drain', () => {
    answered = stream.bytesWritten
  })
  // A function given to `setTimeout` would hear of it once: a connection that had rested would never be given up again.
  stream.setTimeout(silence).on('timeout', () => {
    if (stream.bytesWritten <= answered) return
    const error = new Error('Query read timeout')
    noteOutage(error)
    stream.destroy(error)
  })
}
