import { setImmediate } from 'node:timers/promises'

/** Waits until the clock shows another millisecond: what is made before and after it stands in that order, where lists go by time and then by id. */
export async function nextMoment(): Promise<void> {
  const before = Date.now()
  while (Date.now() === before) await setImmediate()
}
