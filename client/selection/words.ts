import type { Passage } from '#domain/anchoring/passage.ts'

/*
 * Selecting without a pointer: the reader picks a word, moves on word by word, and takes in more words or whole
 * sentences. Browsers offer this only in their caret mode, which phones and most people do not have.
 */

/** The unit where the selection began and the one where it ends now; the latter may lie before the former. */
export type WordSelection = { anchor: Passage; focus: Passage }

export type Move = {
  /** Towards the end of the text, or towards its beginning. */
  forward: boolean
  /** Take in what lies between, instead of moving on. */
  extend: boolean
  unit: 'word' | 'sentence'
}

/** How much text is looked at for the next unit, in UTF-16 units; longer sentences are taken in pieces. */
const WINDOW = 3_000

const segmenters = {
  word: new Intl.Segmenter(undefined, { granularity: 'word' }),
  sentence: new Intl.Segmenter(undefined, { granularity: 'sentence' }),
}

/**
 * The selection after one key.
 * @param from offset at which a first selection begins
 * @returns the same selection where the text ends
 */
export function moveSelection(text: string, selection: WordSelection | null, from: number, move: Move): WordSelection | null {
  if (!selection) {
    const first = nextUnit(text, from, move.unit)
    return first && { anchor: first, focus: first }
  }
  const { anchor, focus } = selection
  const next = move.forward ? nextUnit(text, focus.end, move.unit) : previousUnit(text, focus.start, move.unit)
  if (!next) return selection
  return { anchor: move.extend ? anchor : next, focus: next }
}

/** Everything between both ends of a selection. */
export function passageOf({ anchor, focus }: WordSelection): Passage {
  return { start: Math.min(anchor.start, focus.start), end: Math.max(anchor.end, focus.end) }
}

function nextUnit(text: string, from: number, unit: Move['unit']): Passage | null {
  return unitsIn(text, from, Math.min(text.length, from + WINDOW), unit)[0] ?? null
}

function previousUnit(text: string, until: number, unit: Move['unit']): Passage | null {
  return unitsIn(text, Math.max(0, until - WINDOW), until, unit).at(-1) ?? null
}

function unitsIn(text: string, from: number, until: number, unit: Move['unit']): Passage[] {
  const units: Passage[] = []
  for (const { segment, index, isWordLike } of segmenters[unit].segment(text.slice(from, until))) {
    if (unit === 'word' && !isWordLike) continue
    const words = segment.trim()
    if (!words) continue
    const start = from + index + segment.indexOf(words)
    units.push({ start, end: start + words.length })
  }
  return units
}
