import 'server-only'
import { randomUUID } from 'node:crypto'
import type { LiveEvent } from '#domain/live.ts'

/*
 * What this process heard lately. A page is made at one moment and opens its stream at a later one: what was told in between is told to it
 * again, and only where that is not known any more must it ask for everything.
 */

/** So much is kept, of all groups: on a lively site some minutes, and a page opens its stream within seconds. */
const MOST = 2_000

export class Lately {
  /** Since when this process has heard everything: another one, or one that was cut off, did not hear the same. */
  #listening = randomUUID()
  #clock = 0
  /** What was told until then may be forgotten. */
  #forgotten = 0
  #told: { at: number; event: LiveEvent }[] = []

  /** Listening begins anew: nothing is known of what came before. */
  begin(): void {
    this.#listening = randomUUID()
    this.#told = []
  }

  /** Names the present moment, for `since`. It is a time, which tells nothing about how much others do. */
  now(): string {
    return `${this.#listening}.${this.#tick()}`
  }

  keep(event: LiveEvent): void {
    this.#told.push({ at: this.#tick(), event })
    // Rather half at a time than one with each event.
    if (this.#told.length > 2 * MOST) this.#forgotten = this.#told.splice(0, MOST).at(-1)?.at ?? 0
  }

  /** @returns what was told after a moment, oldest first; null when that is not known, or it is no moment of this process */
  since(moment: string): LiveEvent[] | null {
    const [listening, time] = moment.split('.')
    const after = Number(time)
    if (listening !== this.#listening || !(after >= this.#forgotten)) return null
    return this.#told.filter(({ at }) => at > after).map(({ event }) => event)
  }

  /** Microseconds; never the same twice, since what is told right after a moment comes after it. */
  #tick(): number {
    this.#clock = Math.max(this.#clock + 1, Math.round(performance.now() * 1000))
    return this.#clock
  }
}
