import 'server-only'

/** Keeps what was used last, up to a weight that all of it has together. Something heavier than that is kept alone. */
export class Shelf<Item> {
  readonly #most: number
  readonly #kept = new Map<string, { item: Item; weight: number }>()
  #weight = 0

  /** @param most weight of everything together */
  constructor(most: number) {
    this.#most = most
  }

  find(key: string): Item | undefined {
    const found = this.#kept.get(key)
    if (!found) return undefined
    // A map keeps the order in which keys came: the one used longest ago is the first.
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.item
  }

  put(key: string, item: Item, weight: number): void {
    this.#weight += weight - (this.#kept.get(key)?.weight ?? 0)
    this.#kept.delete(key)
    this.#kept.set(key, { item, weight })
    for (const [oldest, { weight: freed }] of this.#kept) {
      if (this.#weight <= this.#most || oldest === key) return
      this.#kept.delete(oldest)
      this.#weight -= freed
    }
  }
}
