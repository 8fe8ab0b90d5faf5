import type { Passage } from '#domain/anchoring/passage.ts'
import { type Edit, editParagraph, findWords, type Piece, splitSentences } from '#tests/bench/anchoring/edits.ts'
import type { Random } from '#tests/bench/anchoring/random.ts'

/** Pieces of a text before that went into the text after, in the order of the text before. */
type Trace = { start: number; end: number; afterStart: number; afterEnd: number; copied: boolean }

/** Two editions of a text, what became of every part of the first, and which of its paragraphs stood in it more than once. */
export type Editions = { before: string; after: string; traces: Trace[]; repeated: Passage[] }

/**
 * What became of a passage, known from how the edition was made:
 * - `intact`: all of it is there in one piece, white space aside;
 * - `edited`: at least half of its letters are there, close together;
 * - `deleted`: nothing of it is there;
 * - `remnant`: something in between, or torn into pieces that went to different places, or between which more
 *   was put in than half its length. To keep it at any of them and to give it up are both right.
 * `ranges` is where what is left of it stands in the text after, the largest piece first.
 */
export type Truth = { fate: 'intact' | 'edited' | 'deleted' | 'remnant'; ranges: Passage[] }

/** Makes a new edition of a text by editing some of its paragraphs, moving others, and keeping account of every piece. */
export function makeEditions(paragraphs: string[], unrelated: string[], touched: number, random: Random): Editions {
  const before = paragraphs.join('\n\n')
  const words = unrelated.flatMap((paragraph) => findWords(paragraph).map(({ start, end }) => paragraph.slice(start, end)))
  const uses = new Map<string, number>()
  for (const paragraph of paragraphs) uses.set(paragraph, (uses.get(paragraph) ?? 0) + 1)
  const repeated: Passage[] = []
  let at = 0
  let edited: Piece[][] = []
  for (const text of paragraphs) {
    const piece: Piece = { text, start: at, end: at + text.length, copied: true }
    if (uses.get(text) !== 1) repeated.push({ start: at, end: at + text.length })
    at += text.length + 2
    if (random.next() >= touched) edited.push([piece])
    else edited.push(...editParagraph(piece, pickEdit(random), { unrelated, words, random }))
  }
  edited = rearrange(edited, touched, random)

  let after = ''
  const traces: Trace[] = []
  edited.forEach((pieces, index) => {
    if (index > 0) after += '\n\n'
    for (const { text, start, end, copied } of pieces) {
      if (start !== null) traces.push({ start, end, afterStart: after.length, afterEnd: after.length + text.length, copied })
      after += text
    }
  })
  return { before, after, traces: traces.sort((x, y) => x.start - y.start), repeated }
}

const EDITS: [Edit, number][] = [
  ['words', 6],
  ['rewrite', 3],
  ['scan', 3],
  ['delete-sentence', 4],
  ['insert-sentence', 4],
  ['replace-sentence', 3],
  ['swap-sentences', 2],
  ['delete', 2],
  ['insert', 3],
  ['replace', 2],
  ['split', 3],
]

function pickEdit(random: Random): Edit {
  return random.pick(EDITS.flatMap(([edit, weight]) => Array<Edit>(weight).fill(edit)))
}

/** Merges, swaps and moves whole paragraphs, and repeats a sentence here and there. */
function rearrange(paragraphs: Piece[][], touched: number, random: Random): Piece[][] {
  const result = [...paragraphs]
  const rate = touched / 12
  for (let i = 0; i + 1 < result.length; i++) {
    const here = result[i] as Piece[]
    const next = result[i + 1] as Piece[]
    const chance = random.next()
    if (chance < rate) {
      result.splice(i, 2, [...here, { text: ' ', start: null, end: 0, copied: false }, ...next])
    } else if (chance < rate * 2) {
      result[i] = next
      result[i + 1] = here
      i++
    } else if (chance < rate * 3) {
      result.splice(i, 1)
      result.splice(random.whole(0, result.length), 0, here)
    } else if (chance < rate * 3.5) {
      const text = random.pick(
        splitSentences(
          random
            .pick(result)
            .map((piece) => piece.text)
            .join(''),
        ),
      )
      random.pick(result).push({ text: ` ${text.trim()}`, start: null, end: 0, copied: false })
    }
  }
  return result
}

/** What truly became of a passage. */
export function truthOf({ before, after, traces }: Editions, passage: Passage): Truth {
  const letters = countLetters(before.slice(passage.start, passage.end))
  const room = Math.max(16, (passage.end - passage.start) / 2)
  const pieces: { copied: number; start: number; end: number }[] = []
  for (let i = firstEndingAfter(traces, passage.start); i < traces.length; i++) {
    const trace = traces[i] as Trace
    if (trace.start >= passage.end) break
    const part = partOf(trace, passage, before)
    const last = pieces.at(-1)
    if (last && part.start >= last.end && part.start - last.end <= room) {
      last.copied += part.copied
      last.end = part.end
    } else {
      pieces.push(part)
    }
  }
  const [largest, second] = pieces.sort((x, y) => y.copied - x.copied)
  if (!largest) return { fate: 'deleted', ranges: [] }
  const ranges = pieces.map(({ start, end }) => ({ start, end }))
  if (squeeze(after.slice(largest.start, largest.end)) === squeeze(before.slice(passage.start, passage.end)))
    return { fate: 'intact', ranges }
  const torn = second !== undefined && second.copied * 4 >= letters
  return { fate: largest.copied * 2 >= letters && !torn ? 'edited' : 'remnant', ranges }
}

/** The part of a trace that a passage covers. A piece that was not copied but replaced is covered whole. */
function partOf(trace: Trace, passage: Passage, before: string): { copied: number; start: number; end: number } {
  if (!trace.copied) return { copied: 0, start: trace.afterStart, end: trace.afterEnd }
  const start = Math.max(trace.start, passage.start)
  const end = Math.min(trace.end, passage.end)
  const shift = trace.afterStart - trace.start
  return { copied: countLetters(before.slice(start, end)), start: start + shift, end: end + shift }
}

function countLetters(text: string): number {
  return text.replace(/\s/g, '').length
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}

function firstEndingAfter(traces: Trace[], offset: number): number {
  let low = 0
  let high = traces.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((traces[middle] as Trace).end > offset) high = middle
    else low = middle + 1
  }
  return low
}
