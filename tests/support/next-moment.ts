import { setImmediate } from 'node:timers/promises'

/**
 * Waits until whatever is made next stands behind what was made before, where lists go by time and then by id.
 * Two milliseconds of the clock have to pass, not one: Postgres rounds the time of a row, and so may show a moment that is still to come.
 */
export async function nextMoment(): Promise<void> {
  const before = Date.now()
  while (Date.now() < before + 2) await setImmediate()
}
