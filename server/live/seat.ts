import 'server-only'

/** One browser's open stream. */
export type Stream = {
  groupId: string
  userId: string
  accountId: string
  sessionId: string
  write: (text: string) => void
  /** Ends the stream, with last words if there are any. */
  end: (text?: string) => void
  /** The moment that its page was made at (`presentMoment`): what was told since is told to it first. */
  since?: string | undefined
}

/**
 * `holds` counts checks under way: while there are any, nothing is written. `writtenAt`: when was written last, in milliseconds. `turn`: the
 * step of a round in which it is looked after.
 */
export type Seat = { stream: Stream; waiting: string; holds: number; writtenAt: number; turn: number }

/** Milliseconds: what is said to a browser within one such moment after something was written to it is written together. */
const MOMENT = 20

/** What is said to seats, on its way to their streams. */
export class Writing {
  /** Seats that have something to be written. */
  readonly #due = new Set<Seat>()
  #soon: NodeJS.Immediate | undefined
  /** Until those may be written to again that were written to a moment ago. */
  #pause: NodeJS.Timeout | undefined

  say(seat: Seat, text: string): void {
    seat.waiting += text
    this.#due.add(seat)
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined
      this.#write()
    })
  }

  /** Nothing more is written to it. */
  forget(seat: Seat): void {
    this.#due.delete(seat)
  }

  end(): void {
    clearImmediate(this.#soon)
    clearTimeout(this.#pause)
  }

  #write(): void {
    const now = performance.now()
    for (const seat of this.#due) {
      if (seat.holds > 0) continue
      if (now < seat.writtenAt + MOMENT) this.#comeBack()
      else this.#writeTo(seat, now)
    }
  }

  #writeTo(seat: Seat, now: number): void {
    const { waiting } = seat
    this.#due.delete(seat)
    seat.waiting = ''
    seat.writtenAt = now
    seat.stream.write(waiting)
  }

  #comeBack(): void {
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined
      this.#write()
    }, MOMENT)
  }
}
