import type { Passage } from '#domain/anchoring/passage.ts'

/** Where passages begin, or where they end: all that do so between the same words are one border. */
export type Border<Item> = {
  /** Offset before a word for a start, behind one for an end. */
  at: number
  side: 'start' | 'end'
  items: Item[]
  /** Passages that lie over the text on both sides of the border. */
  around: number
}

/** How far from an offset a word is looked for, in UTF-16 units; longer ones are taken as they are. */
const WINDOW = 64

const SPACE = /\s/
const LETTER = /[\p{L}\p{N}\p{M}]/u
/** Scripts that write their words without spaces: only a dictionary knows where those end. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u

/**
 * The borders of passages, moved outwards to the nearest border of a word, so that nothing that is put there cuts a word
 * in two. Time: that of sorting.
 * @returns in the order of the text, an end before a start at the same offset
 */
export function findBorders<Item extends Passage>(text: string, items: readonly Item[], language: string): Border<Item>[] {
  const starts = new Map<number, Item[]>()
  const ends = new Map<number, Item[]>()
  for (const item of items) {
    if (item.start < 0 || item.start >= item.end || item.end > text.length) continue
    const start = edgeOf(text, item.start, language, 'start')
    const end = edgeOf(text, item.end, language, 'end')
    // Nothing but white space: there is nothing to say it of.
    if (start >= end) continue
    put(starts, start, item)
    put(ends, end, item)
  }
  const borders = [
    ...[...ends].map(([at, ended]) => ({ at, side: 'end' as const, items: ended, around: 0 })),
    ...[...starts].map(([at, begun]) => ({ at, side: 'start' as const, items: begun, around: 0 })),
  ].sort((a, b) => a.at - b.at || (a.side === b.side ? 0 : a.side === 'end' ? -1 : 1))
  let open = 0
  for (const border of borders) {
    if (border.side === 'end') open -= border.items.length
    border.around = open
    if (border.side === 'start') open += border.items.length
  }
  return borders
}

function put<Item>(borders: Map<number, Item[]>, at: number, item: Item): void {
  const known = borders.get(at)
  if (known) known.push(item)
  else borders.set(at, [item])
}

function edgeOf(text: string, offset: number, language: string, side: 'start' | 'end'): number {
  let at = offset
  while (isSpace(text, side === 'start' ? at : at - 1)) at += side === 'start' ? 1 : -1
  // Most passages begin and end beside a space or a stop: only the others are worth a look at the words.
  if (!isLetter(text, at - 1) || !isLetter(text, at)) return at
  const least = Math.max(0, at - WINDOW)
  const most = Math.min(text.length, at + WINDOW)
  let [from, to] = [at, at]
  while (from > least && isInWord(text, from - 1)) from--
  while (to < most && isInWord(text, to)) to++
  if (text.charCodeAt(at) < 0x80 || !UNSPACED.test(text.slice(at - 1, at + 1))) return side === 'start' ? from : to
  const word = segmenterFor(language)
    .segment(text.slice(from, to))
    .containing(at - from)
  if (!word || word.index === at - from) return at
  return from + (side === 'start' ? word.index : word.index + word.segment.length)
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit < 0x80 ? unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) : SPACE.test(text.charAt(at))
}

/** Asks the tables of Unicode only where it must: there may be thousands of passages. */
function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39)
  return LETTER.test(text.charAt(at))
}

/** A letter, or an apostrophe, which stands between two of them in one word. */
function isInWord(text: string, at: number): boolean {
  const letter = text.charAt(at)
  return letter === '’' || letter === "'" || isLetter(text, at)
}

let known: { language: string; segmenter: Intl.Segmenter } | null = null

function segmenterFor(language: string): Intl.Segmenter {
  if (known?.language !== language) known = { language, segmenter: createSegmenter(language) }
  return known.segmenter
}

function createSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'word' })
  } catch {
    // The page's language is not a language tag: the browser's own does.
    return new Intl.Segmenter(undefined, { granularity: 'word' })
  }
}
