import 'server-only'
import type { PresenceTold, WritingTold } from '#domain/presence.ts'
import { Readers } from '#server/live/readers.ts'

type Seat = { stream: { groupId: string; userId: string } }
type Ways<Place> = {
  /** Brings something to every process, this one included. */
  tell: (told: PresenceTold[]) => void
  /** Writes to one browser. */
  say: (seat: Place, text: string) => void
}

/** Tells those who read a chapter how many they are, and who of them is writing. In memory alone. */
export class Presence<Place extends Seat> {
  readonly #ways: Ways<Place>
  readonly #readers: Readers
  /** Where each seat sits, and how many readers it was told of last. */
  readonly #seats = new Map<Place, { chapter: string; told: number }>()

  constructor(ways: Ways<Place>) {
    this.#ways = ways
    this.#readers = new Readers(ways.tell)
  }

  /** Counts somebody who wants to be counted; from here on they hear of the others. */
  sit(seat: Place, chapter: string): void {
    this.#seats.set(seat, { chapter, told: 0 })
    this.#readers.enter({ groupId: seat.stream.groupId, chapter }, seat.stream.userId)
  }

  rise(seat: Place): void {
    const place = this.#seats.get(seat)
    if (!place) return
    this.#seats.delete(seat)
    this.#readers.leave({ groupId: seat.stream.groupId, chapter: place.chapter }, seat.stream.userId)
  }

  hear(told: PresenceTold): void {
    if ('readersOf' in told) this.#readers.hear(told)
    else if ('readersAskedBy' in told) this.#readers.repeat()
    else if ('writingIn' in told) this.#tellWriting(told)
    else this.#dismiss(told.presenceOffIn, told.userId)
    this.#tellReaders()
  }

  /** Asks all processes who reads: listening has begun, or begun again. */
  ask(by: string): void {
    this.#readers.forget()
    this.#ways.tell([{ readersAskedBy: by }])
  }

  /** Once a minute: so the others know that this process goes on. */
  repeat(): void {
    this.#readers.repeat()
    this.#tellReaders()
  }

  end(): void {
    this.#readers.end()
  }

  #dismiss(groupId: string, userId: string | undefined): void {
    for (const seat of this.#seats.keys()) {
      const { stream } = seat
      if (stream.groupId !== groupId || (userId !== undefined && stream.userId !== userId)) continue
      this.rise(seat)
      this.#ways.say(seat, 'event: readers\ndata: {"count":0}\n\n')
    }
  }

  #tellReaders(): void {
    for (const [seat, place] of this.#seats) {
      const count = this.#readers.count({ groupId: seat.stream.groupId, chapter: place.chapter })
      if (count === place.told) continue
      place.told = count
      this.#ways.say(seat, `event: readers\ndata: ${JSON.stringify({ count })}\n\n`)
    }
  }

  #tellWriting({ writingIn, chapter, about, writer, writing, onlyFor, notFor }: WritingTold): void {
    const text = `event: writing\ndata: ${JSON.stringify({ about, writer, writing })}\n\n`
    for (const [seat, place] of this.#seats) {
      const { groupId, userId } = seat.stream
      if (groupId !== writingIn || place.chapter !== chapter || userId === writer.id) continue
      if (notFor.includes(userId) || (onlyFor && !onlyFor.includes(userId))) continue
      this.#ways.say(seat, text)
    }
  }
}
