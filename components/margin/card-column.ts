import { firstWhere } from '#client/selection/first-where.ts'
import type { TextIndex } from '#client/selection/text-index.ts'
import { type PlacedCard, placeCards } from '#components/margin/place-cards.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** A longer list has only those cards in the page that lie near the window. */
export const LONG = 60

/** Space between two cards, in pixels. */
const GAP = 8
/** How high a card and a button are taken to be until they have been there, in pixels. */
const [CARD, BUTTON] = [150, 40]
/** How far around the window cards are there, and how near to the end of that it may come before more are; in heights of the window. */
const AHEAD = 1.5
const ENOUGH = 1

/** A card of the column, or a button in place of several. */
export type ColumnItem = Passage & { id: string; folded?: number }
/** Positions in the list: from the first up to, not including, the second. */
export type Stretch = { from: number; to: number }

type ColumnParts = {
  frame: HTMLElement
  /** Its children are those cards that are there; each names its item in `data-note`. */
  list: HTMLElement
  index: TextIndex
  /** Told which items lie near the window, each time that others do. */
  onNear: (near: Stretch) => void
}

/**
 * Keeps every card of a column beside its passage, whatever changes the height of the text or of a card, and knows which
 * cards lie near the window: only those need to be there. Writes the places straight into the elements: nothing is rendered
 * again for it. A passage is measured once as long as the text keeps its size; a card when it comes and when it has changed its own.
 */
export class CardColumn {
  readonly #parts: ColumnParts
  #items: readonly ColumnItem[] = []
  #frontId: string | null = null
  /** Of the last placing, in the order of the items. */
  #placed: PlacedCard[] = []
  /** By id, also of cards that are not there now. */
  readonly #heights = new Map<string, number>()
  /** How far below the top of the frame a passage begins, by its start. */
  readonly #tops = new Map<number, number>()
  readonly #watched = new Set<Element>()
  /** Where the frame begins on the page. */
  #origin = 0
  #near: Stretch = { from: 0, to: 0 }
  #asked = 0
  readonly #observer: ResizeObserver

  constructor(parts: ColumnParts) {
    this.#parts = parts
    // Told at once for every element that it begins to watch, and again whenever one changes its size.
    this.#observer = new ResizeObserver((entries) => this.#onResize(entries))
    const { frame, index } = parts
    for (const element of [index.root, index.root.parentElement, frame.querySelector('.margin-head')]) {
      if (element) this.#observer.observe(element)
    }
    addEventListener('resize', this.#measureSoon)
    addEventListener('scroll', this.#look, { passive: true })
  }

  /** Places what is listed now; to be called after every change of the list, of the card in front, or of what is there. */
  show(items: readonly ColumnItem[], frontId: string | null): void {
    this.#items = items
    this.#frontId = frontId
    this.#place()
  }

  stop(): void {
    cancelAnimationFrame(this.#asked)
    this.#observer.disconnect()
    removeEventListener('resize', this.#measureSoon)
    removeEventListener('scroll', this.#look)
  }

  readonly #measureSoon = () => {
    this.#tops.clear()
    this.#placeSoon()
  }

  #placeSoon(): void {
    cancelAnimationFrame(this.#asked)
    this.#asked = requestAnimationFrame(() => this.#place())
  }

  #onResize(entries: readonly ResizeObserverEntry[]): void {
    let changed = false
    for (const { target } of entries) {
      if (this.#watched.has(target)) {
        changed = this.#measureCard(target as HTMLElement) || changed
        continue
      }
      this.#tops.clear()
      changed = true
    }
    if (changed) this.#placeSoon()
  }

  /** @returns whether the card is not as high as it was known to be */
  #measureCard(card: HTMLElement): boolean {
    const [id, height] = [card.dataset.note ?? '', card.offsetHeight]
    if (this.#heights.get(id) === height) return false
    this.#heights.set(id, height)
    return true
  }

  #place(): void {
    const { frame, list } = this.#parts
    const cards = [...list.children] as HTMLElement[]
    // Everything is read before anything is written: the browser lays out once.
    this.#watch(cards)
    const top = frame.getBoundingClientRect().top
    this.#origin = top + scrollY
    const ceiling = list.getBoundingClientRect().top - top
    this.#placed = this.#items.map((item) => ({ id: item.id, top: this.#topOf(item, top), height: this.#heightOf(item) }))
    const places = placeCards(this.#placed, this.#frontId, GAP, ceiling)
    let foot = 0
    for (const card of this.#placed) {
      card.top = places.get(card.id) ?? 0
      foot = Math.max(foot, card.top - ceiling + card.height)
    }
    for (const card of cards) {
      const { note = '' } = card.dataset
      write(card, 'top', `${Math.round((places.get(note) ?? 0) - ceiling)}px`)
      write(card, 'z-index', note === this.#frontId ? '1' : '0')
    }
    write(list, 'height', `${Math.round(foot)}px`)
    list.toggleAttribute('data-many', this.#items.length > LONG)
    frame.dataset.placed = ''
    this.#look()
  }

  #watch(cards: readonly HTMLElement[]): void {
    const there = new Set<Element>(cards.filter((card) => !('standIn' in card.dataset)))
    for (const card of this.#watched) {
      if (there.has(card)) continue
      this.#observer.unobserve(card)
      this.#watched.delete(card)
    }
    for (const card of there) {
      if (this.#watched.has(card)) continue
      this.#measureCard(card as HTMLElement)
      this.#watched.add(card)
      this.#observer.observe(card)
    }
  }

  #topOf({ start }: ColumnItem, frameTop: number): number {
    let top = this.#tops.get(start)
    if (top === undefined) {
      top = (this.#parts.index.rangeOf({ start, end: start + 1 })?.getBoundingClientRect().top ?? frameTop) - frameTop
      this.#tops.set(start, top)
    }
    return top
  }

  #heightOf({ id, folded }: ColumnItem): number {
    return this.#heights.get(id) ?? (folded ? BUTTON : CARD)
  }

  readonly #look = () => {
    const seen = this.#around(ENOUGH)
    if (seen.from >= this.#near.from && seen.to <= this.#near.to && this.#near.to <= this.#items.length) return
    this.#near = this.#around(AHEAD)
    this.#parts.onNear(this.#near)
  }

  /** The items that reach into the window, or so near to it. */
  #around(heights: number): Stretch {
    const count = this.#placed.length
    if (count <= LONG) return { from: 0, to: count }
    const from = scrollY - this.#origin - heights * innerHeight
    const to = from + (1 + 2 * heights) * innerHeight
    return {
      from: firstWhere(this.#placed, ({ top, height }) => top + height >= from),
      to: firstWhere(this.#placed, ({ top }) => top > to),
    }
  }
}

/** Only what differs: even writing the same makes the browser look at the element again. */
function write(element: HTMLElement, property: string, value: string): void {
  if (element.style.getPropertyValue(property) !== value) element.style.setProperty(property, value)
}
