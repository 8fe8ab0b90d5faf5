import 'server-only'
import type { Seat } from '#server/live/seat.ts'

/**
 * How often some seats are looked after, in milliseconds; in so many steps a round goes through all of them, and in so many rounds each is checked
 * once. What is done for thousands at once keeps everybody's words waiting: also the hundred and sixty of one second did.
 */
export const STEP = 100
export const STEPS = 150
export const ROUNDS = 4

/** Goes round the seats, a few with each step: each hears in every round that its stream is still there, and is checked in one of four. */
export class Rounds {
  readonly #places = Array.from({ length: STEPS }, () => new Set<Seat>())
  readonly #check: (few: Seat[]) => void
  #taken = 0
  #steps = 0

  constructor(check: (few: Seat[]) => void) {
    this.#check = check
  }

  /** A turn for a seat that is taken now: seats take turns, so that as many have one as the other. */
  nextTurn(): number {
    this.#taken += 1
    return this.#taken % STEPS
  }

  add(seat: Seat): void {
    this.#places[seat.turn]?.add(seat)
  }

  remove(seat: Seat): void {
    this.#places[seat.turn]?.delete(seat)
  }

  step(): void {
    const [turn, round] = [this.#steps % STEPS, Math.floor(this.#steps / STEPS)]
    this.#steps += 1
    const few = [...(this.#places[turn] ?? [])]
    for (const { stream } of few) stream.write(': still here\n\n')
    if (few.length > 0 && (turn + round) % ROUNDS === 0) this.#check(few)
  }
}
