import type { Passage } from '#domain/anchoring/passage.ts'

/** A paragraph with more notes than this shows only the first of them: the others would push every later card away from its words. */
const MANY = 8
const FIRST = 4
/** Beside about so many letters of text a card has its place, and so many beside a button. */
const [CARD, BUTTON] = [260, 60]
/** Cards that are pushed further down than this by those before them, in letters, become fewer. */
const PUSHED = 2 * CARD

/** Notes of one paragraph that wait behind a button. */
export type Folded = Passage & { id: string; place: string; folded: number }

/**
 * Puts a button in place of the later notes of every paragraph that has many, and of one that has more than find room because
 * those of earlier paragraphs reach down to it. The first of a paragraph is always there.
 * @param items in the order of the text
 * @param placeOf names the paragraph of an item
 * @param isKept items that stay in any case
 */
export function foldNotes<Item extends Passage & { id: string }>(
  items: readonly Item[],
  placeOf: (item: Item) => string,
  isKept: (item: Item, place: string) => boolean,
): (Item | Folded)[] {
  const listed: (Item | Folded)[] = []
  /** How far down the text the cards reach. */
  let foot = 0
  for (const [place, notes] of groupByPlace(items, placeOf)) {
    const { start = 0 } = notes[0] ?? {}
    const isPushed = foot > start
    foot = Math.max(foot, start)
    const room = isPushed ? Math.max(1, Math.floor((start + PUSHED - foot) / CARD)) : MANY
    const first = notes.length <= Math.min(room, MANY) ? notes.length : Math.min(room, FIRST)
    let fold: Folded | null = null
    for (const [at, note] of notes.entries()) {
      if (at < first || isKept(note, place)) {
        listed.push(note)
        foot += CARD
      } else if (fold) fold.folded++
      else {
        fold = { id: `more ${place}`, place, start: note.start, end: note.end, folded: 1 }
        listed.push(fold)
        foot += BUTTON
      }
    }
  }
  return listed
}

function groupByPlace<Item>(items: readonly Item[], placeOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const place = placeOf(item)
    const group = groups.get(place)
    if (group) group.push(item)
    else groups.set(place, [item])
  }
  return groups
}
