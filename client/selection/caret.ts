import { firstWhere } from '#client/selection/first-where.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/*
 * A caret in a text that nobody can edit: it moves by letter, word, sentence and paragraph, and what lies between its
 * two ends is selected. Browsers offer this only in their caret mode, which phones and most people do not have.
 */

/** Offsets in the text. `focus` is the end that moves; nothing is selected where both are the same. */
export type Caret = { anchor: number; focus: number }

export type Unit = 'letter' | 'word' | 'sentence' | 'paragraph'

export type Move = {
  /** Over the next unit, or to the edge of the paragraph or of the whole text. */
  over: Unit | 'edge of paragraph' | 'edge of text'
  /** Towards the end of the text, or towards its beginning. */
  forward: boolean
  /** Keep the other end where it is, so that what lies between is selected. */
  extend: boolean
}

/** What the caret moves in. */
export type CaretText = {
  text: string
  /** Its paragraphs, list items and headings without white space around them, in order. */
  blocks: readonly Passage[]
  /** The text's language (BCP 47); words and sentences end differently in different ones. */
  language: string
}

/**
 * The caret after one key. Without `extend` it stops before words, so that a reader stands before what comes next;
 * with it behind them, so that a selection ends with a word and not with a space.
 * @returns a caret inside the text; the same place where the text ends
 */
export function moveCaret(page: CaretText, caret: Caret, move: Move): Caret {
  const { over, forward, extend } = move
  const from = extend ? caret.focus : forward ? Math.max(caret.anchor, caret.focus) : Math.min(caret.anchor, caret.focus)
  const focus = over === 'edge of text' || over === 'edge of paragraph' ? findEdge(page, from, move) : findStop(page, from, move, over)
  return { anchor: extend ? caret.anchor : focus, focus }
}

/** The word, sentence or paragraph that begins at an offset or lies around it; else the next one; null behind the last. */
export function unitAt({ text, blocks, language }: CaretText, offset: number, unit: Unit): Passage | null {
  for (let at = blockAt(blocks, offset); at < blocks.length; at++) {
    const found = unitsOf(text, blocks[at] as Passage, unit, language).find(({ end }) => end > offset)
    if (found) return found
  }
  return null
}

function findStop({ text, blocks, language }: CaretText, from: number, { forward, extend }: Move, unit: Unit): number {
  const step = forward ? 1 : -1
  const first = forward ? blockAt(blocks, from) : blockBefore(blocks, from)
  for (let at = first; at >= 0 && at < blocks.length; at += step) {
    const units = unitsOf(text, blocks[at] as Passage, unit, language)
    const next = !forward
      ? units.findLast(({ start }) => start < from)?.start
      : extend
        ? units.find(({ end }) => end > from)?.end
        : units.find(({ start }) => start > from)?.start
    if (next !== undefined) return next
  }
  // Behind the last word there is still the end of the text to stand at.
  return forward ? Math.max(from, blocks.at(-1)?.end ?? 0) : Math.min(from, blocks[0]?.start ?? 0)
}

function findEdge({ blocks }: CaretText, from: number, { over, forward }: Move): number {
  const here = over === 'edge of text' ? (forward ? blocks.length - 1 : 0) : blockBefore(blocks, from + 1)
  const block = blocks[Math.max(0, here)]
  return (forward ? block?.end : block?.start) ?? from
}

/** The first block that reaches beyond an offset. */
function blockAt(blocks: readonly Passage[], offset: number): number {
  return firstWhere(blocks, ({ end }) => end > offset)
}

/** The last block that begins before an offset; -1 where there is none. */
function blockBefore(blocks: readonly Passage[], offset: number): number {
  return firstWhere(blocks, ({ start }) => start >= offset) - 1
}

function unitsOf(text: string, { start, end }: Passage, unit: Unit, language: string): Passage[] {
  if (unit === 'paragraph') return [{ start, end }]
  const units: Passage[] = []
  // A line break within a paragraph is only white space; for the segmenter it would end a sentence.
  const words = text.slice(start, end).replace(/\n/g, ' ')
  for (const { segment, index, isWordLike } of segmenterOf(unit, language).segment(words)) {
    const kept = segment.trim()
    if (!kept || (unit === 'word' && !isWordLike)) continue
    const from = start + index + segment.indexOf(kept)
    units.push({ start: from, end: from + kept.length })
  }
  return units
}

const GRANULARITY = { letter: 'grapheme', word: 'word', sentence: 'sentence' } as const
const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(unit: keyof typeof GRANULARITY, language: string): Intl.Segmenter {
  const key = `${unit} ${language}`
  const known = segmenters.get(key) ?? createSegmenter(GRANULARITY[unit], language)
  segmenters.set(key, known)
  return known
}

function createSegmenter(granularity: 'grapheme' | 'word' | 'sentence', language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity })
  } catch {
    // The page's language is not a language tag: the browser's own does.
    return new Intl.Segmenter(undefined, { granularity })
  }
}
