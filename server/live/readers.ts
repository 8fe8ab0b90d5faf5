import 'server-only'
import { randomUUID } from 'node:crypto'
import { MOST_READERS, type ReadersTold } from '#domain/presence.ts'

/*
 * How many people read each chapter at this moment, in all processes. Each tells who reads through it, and believes what it hears, itself
 * included: one way for one process and for several. It is in memory alone.
 */

type Place = { groupId: string; chapter: string }

/** Somebody who opens a page anew is not gone in between. Milliseconds. */
const SETTLE = 1_000
/** A process that has not been heard for so long has ended. Milliseconds. */
const FORGET_AFTER = 150_000

const nameOf = ({ groupId, chapter }: Place) => `${groupId} ${chapter}`

export class Readers {
  readonly #process = randomUUID()
  /** Through this process: how many windows each reader has open. */
  readonly #here = new Map<string, { place: Place; windows: Map<string, number> }>()
  readonly #heard = new Map<string, Map<string, { readers: Set<string>; at: number }>>()
  readonly #unsettled = new Set<string>()
  #settling: NodeJS.Timeout | undefined
  readonly #tell: (told: ReadersTold[]) => void

  /** @param tell brings what is told to every process, this one included */
  constructor(tell: (told: ReadersTold[]) => void) {
    this.#tell = tell
  }

  enter(place: Place, userId: string): void {
    const name = nameOf(place)
    const here = this.#here.get(name) ?? { place, windows: new Map<string, number>() }
    this.#here.set(name, here)
    here.windows.set(userId, (here.windows.get(userId) ?? 0) + 1)
    this.#settle(name)
  }

  leave(place: Place, userId: string): void {
    const name = nameOf(place)
    const windows = this.#here.get(name)?.windows
    const left = (windows?.get(userId) ?? 0) - 1
    if (left > 0) windows?.set(userId, left)
    else windows?.delete(userId)
    this.#settle(name)
  }

  /** Keeps what a process told. */
  hear({ readersOf, chapter, process, readers }: ReadersTold): void {
    const name = nameOf({ groupId: readersOf, chapter })
    const heard = this.#heard.get(name) ?? new Map()
    if (readers.length > 0) heard.set(process, { readers: new Set(readers), at: performance.now() })
    else heard.delete(process)
    if (heard.size > 0) this.#heard.set(name, heard)
    else this.#heard.delete(name)
  }

  /** How many people read a chapter, each once. */
  count(place: Place): number {
    const heard = this.#heard.get(nameOf(place))?.values() ?? []
    return new Set([...heard].flatMap(({ readers }) => [...readers])).size
  }

  /** Listening begins anew: what was told before may be over. */
  forget(): void {
    this.#heard.clear()
  }

  /** Tells everything once more, and forgets those who have not told anything for long. */
  repeat(): void {
    for (const [name, processes] of this.#heard) {
      for (const [process, { at }] of processes) if (performance.now() - at > FORGET_AFTER) processes.delete(process)
      if (processes.size === 0) this.#heard.delete(name)
    }
    this.#send([...this.#here.keys()])
  }

  #settle(name: string): void {
    this.#unsettled.add(name)
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined
      const names = [...this.#unsettled]
      this.#unsettled.clear()
      this.#send(names)
    }, SETTLE).unref()
  }

  #send(names: string[]): void {
    const told = names.flatMap((name) => {
      const here = this.#here.get(name)
      if (!here) return []
      const { place, windows } = here
      if (windows.size === 0) this.#here.delete(name)
      const readers = [...windows.keys()].slice(0, MOST_READERS)
      return [{ readersOf: place.groupId, chapter: place.chapter, process: this.#process, readers }]
    })
    if (told.length > 0) this.#tell(told)
  }

  end(): void {
    clearTimeout(this.#settling)
  }
}
