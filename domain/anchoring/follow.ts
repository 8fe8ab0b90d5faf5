import { type Alignment, BACKBONE, matchWeight, NONE } from '#domain/anchoring/alignment.ts'
import { boundaryBefore, widenToGraphemes } from '#domain/anchoring/graphemes.ts'
import type { Reanchored } from '#domain/anchoring/outcome.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { between, firstEndingAfter, firstStartingFrom, nearestMatches, runningBreaks, runningWeights } from '#domain/anchoring/tables.ts'
import { isSentence, PARAGRAPH } from '#domain/anchoring/tokens.ts'

/** At least this share of a passage's weight must survive in one piece. */
const SURVIVAL_MIN = 0.3

/** At least this share of the text that is found must come from the passage. */
const PURITY_MIN = 0.1

/** What survives without neighbours must weigh this much (about six words) and be this free of new words. */
const ALONE_MIN = 25
const PURE_MIN = 0.5

/** Or it must be part of an unbroken run of this many tokens. */
const RUN_MIN = 7

/** Or of a whole sentence of this weight (about two words). */
const SENTENCE_MIN = 8

/** How many tokens on one side count as neighbours, and what share of their weight must survive beside the passage: either will do. */
const NEIGHBOURS = [
  { count: 10, share: 0.4 },
  { count: 4, share: 0.8 },
]

/** A passage that kept every word needs less: what share of so many tokens on either side must survive, both shares together. */
const WIDE = 20
const WIDE_MIN = 0.5

/** A short passage that keeps only small words is held in place by both its neighbours if this share of its letters survives. */
const HELD_MIN = 0.4
const HELD_MAX = 16
const HOLDERS = { count: 4, share: 0.5 }

/** A passage is torn where more came in between than this and half its own length (in tokens). */
const TORN_MIN = 3

/** Neighbours further than this from a passage, beyond what they were, are no longer beside it (in tokens). */
const APART_MAX = 32

/** New words at a passage's edge are taken to replace old ones when there are at most this many for each, and two more. */
const REPLACED_MAX = 2

/** A passage of more tokens is followed by its first and last ones only, so that no passage costs more than this. */
const TOKENS_MAX = 4096

/** A part of a passage that survives together: its first and last matched tokens before, and the weight matched. */
type Piece = { strand: number; first: number; last: number; weight: number }

/**
 * Makes a function that follows passages through a comparison.
 * It takes passages with offsets inside the text before, and looks at the tokens of each passage and a few around it.
 */
export function follower(before: string, after: string, alignment: Alignment): (passage: Passage) => Reanchored {
  const { a, b, to, strands, weights } = alignment
  const sumsBefore = runningWeights(a, weights)
  const sumsAfter = runningWeights(b, weights)
  const previous = nearestMatches(to, -1)
  const next = nearestMatches(to, 1)
  const breaks = runningBreaks(alignment)

  return (passage) => {
    const from = firstEndingAfter(a, passage.start)
    const until = firstStartingFrom(a, passage.end)
    const isWhole = from < until && unchanged(from, until)
    const piece = isWhole ? wholePiece(from, until) : heaviestPiece(from, until)
    if (!piece || !survives(piece, from, until, isWhole)) return { kind: 'lost', near: meetingPoint(from, until) }

    const found = widenToGraphemes(after, rangeOf(piece, passage, from, until))
    if (!isWhole) return { kind: 'changed', ...found }
    return { kind: piece.strand === BACKBONE ? 'same' : 'moved', ...found }
  }

  function wholePiece(from: number, until: number): Piece {
    return { strand: strands[from] as number, first: from, last: until - 1, weight: between(sumsBefore, from, until) }
  }

  /** Gathers what survives of the tokens into pieces that stay together, and returns the heaviest. */
  function heaviestPiece(from: number, until: number): Piece | null {
    const open = new Map<number, Piece>()
    let heaviest: Piece | null = null
    for (let at = next[from] as number; at < until && at !== NONE; at = next[at + 1] as number) {
      if (at - from > TOKENS_MAX / 2 && until - at > TOKENS_MAX / 2) at = until - TOKENS_MAX / 2
      if (to[at] === NONE) continue
      const strand = strands[at] as number
      let piece = open.get(strand)
      if (!piece || apart(piece.last, at) > TORN_MIN + (until - from) / 2) {
        piece = { strand, first: at, last: at, weight: 0 }
        open.set(strand, piece)
      }
      piece.last = at
      piece.weight += matchWeight(alignment, at)
      if (!heaviest || piece.weight > heaviest.weight) heaviest = piece
    }
    return heaviest
  }

  /** How many tokens came between two matched tokens of one strand that were not there before. */
  function apart(first: number, second: number): number {
    return (to[second] as number) - (to[first] as number) - (second - first)
  }

  /** True when the tokens have become the very same tokens, one after another. */
  function unchanged(from: number, until: number): boolean {
    return breaks.changed[from] === breaks.changed[until] && breaks.broken[from + 1] === breaks.broken[until]
  }

  function survives(piece: Piece, from: number, until: number, isWhole: boolean): boolean {
    const weight = between(sumsBefore, from, until)
    const followed = until - from > TOKENS_MAX ? weight - between(sumsBefore, from + TOKENS_MAX / 2, until - TOKENS_MAX / 2) : weight
    const survival = piece.weight / followed
    const found = between(sumsAfter, to[piece.first] as number, (to[piece.last] as number) + 1)
    const purity = (survival * weight) / found
    if (purity < PURITY_MIN) return false
    if (survival < SURVIVAL_MIN) return isHeld(piece, from, until)
    // A stretch that moved has been found telling as a whole, and its old neighbours say nothing of it.
    if (
      purity >= PURE_MIN &&
      (piece.weight >= ALONE_MIN || piece.strand !== BACKBONE || runAround(piece) >= RUN_MIN || isInWholeSentence(piece))
    )
      return true
    if (from === 0 && until === a.count) return true
    if (isWhole && support(piece, from - WIDE, from) + support(piece, until, until + WIDE) >= WIDE_MIN) return true
    return NEIGHBOURS.some(
      ({ count, share }) => support(piece, from - count, from) >= share || support(piece, until, until + count) >= share,
    )
  }

  /** How many tokens stand in an unbroken run with the passage's first surviving one, as far as it matters. */
  function runAround({ first }: Piece): number {
    let start = first
    while (first - start < RUN_MIN && start > 0 && to[start - 1] === (to[start] as number) - 1) start--
    let end = first
    while (end - start < RUN_MIN && end + 1 < a.count && to[end + 1] === (to[end] as number) + 1) end++
    return end - start + 1
  }

  /** True when a passage's first surviving token is part of a sentence that stands there word for word, however short. */
  function isInWholeSentence({ first }: Piece): boolean {
    let start = first
    while (start > 0 && first - start < RUN_MIN && a.opens[start] === 0) start--
    let end = first + 1
    while (end < a.count && end - first < RUN_MIN && a.opens[end] === 0) end++
    // Without the mark that ends it.
    end--
    return (
      between(sumsBefore, start, end) >= SENTENCE_MIN &&
      unchanged(start, end) &&
      isSentence(a, start, end - start) &&
      isSentence(b, to[start] as number, end - start)
    )
  }

  /** True when a passage lost its telling words but not most of its letters, and both its neighbours hold it in place. */
  function isHeld(piece: Piece, from: number, until: number): boolean {
    if (until - from > HELD_MAX) return false
    let kept = 0
    let all = 0
    for (let at = from; at < until; at++) {
      const length = (a.ends[at] as number) - (a.starts[at] as number)
      all += length
      if (to[at] !== NONE && strands[at] === piece.strand) kept += length
    }
    const { count, share } = HOLDERS
    return kept >= all * HELD_MIN && support(piece, from - count, from) >= share && support(piece, until, until + count) >= share
  }

  /** What share of the tokens on one side of a passage still stands beside what survives of it. */
  function support(piece: Piece, from: number, until: number): number {
    const first = Math.max(0, from)
    const end = Math.min(a.count, until)
    if (first >= end) return 0
    let matched = 0
    for (let at = first; at < end; at++) {
      if (to[at] === NONE || strands[at] !== piece.strand) continue
      const distance = at < piece.first ? apart(at, piece.first) : apart(piece.last, at)
      if (distance <= APART_MAX) matched += matchWeight(alignment, at)
    }
    return matched / between(sumsBefore, first, end)
  }

  /** The stretch after that a piece covers, with words that were put in place of the passage's first or last ones. */
  function rangeOf(piece: Piece, passage: Passage, from: number, until: number): Passage {
    const first =
      (to[piece.first] as number) - replacing(piece, piece.first, (previous[piece.first - 1] ?? NONE) as number, piece.first - from)
    const last = (to[piece.last] as number) + replacing(piece, piece.last, next[piece.last + 1] as number, until - 1 - piece.last)
    let start = b.starts[first] as number
    let end = b.ends[last] as number
    if (piece.first === from) start += within(start, end, passage.start - (a.starts[from] as number))
    if (piece.last === until - 1) end -= within(start, end, (a.ends[until - 1] as number) - passage.end)
    // White space at the passage's own ends belongs to it where the text after has the same.
    const leading = before.slice(passage.start, Math.max(passage.start, a.starts[from] as number))
    const trailing = before.slice(Math.min(passage.end, a.ends[until - 1] as number), passage.end)
    return {
      start: after.endsWith(leading, start) ? start - leading.length : start,
      end: after.startsWith(trailing, end) ? end + trailing.length : end,
    }
  }

  /**
   * How many of the words between two neighbouring matches replace the lost words at a passage's edge.
   * @param lost how many of the lost words between the matches are the passage's
   */
  function replacing(piece: Piece, edge: number, beyond: number, lost: number): number {
    if (lost === 0 || beyond === NONE || strands[beyond] !== piece.strand) return 0
    const gone = Math.abs(edge - beyond) - 1
    const came = Math.abs((to[edge] as number) - (to[beyond] as number)) - 1
    if (came > REPLACED_MAX * gone + 2) return 0
    const words = Math.round((came * lost) / gone)
    const first = (to[edge] as number) + 1 - (edge < beyond ? 0 : words)
    return b.opens.subarray(first, first + words).includes(PARAGRAPH) ? 0 : words
  }

  /** Where the nearest surviving neighbours of a lost passage now stand. */
  function meetingPoint(from: number, until: number): number {
    const left = from > 0 ? (previous[from - 1] as number) : NONE
    const right = next[until] as number
    const useLeft = left !== NONE && (right === NONE || from - left <= right - until + 1)
    if (useLeft) return boundaryBefore(after, b.ends[to[left] as number] as number)
    return right === NONE ? 0 : boundaryBefore(after, b.starts[to[right] as number] as number)
  }
}

/** Keeps a partly quoted word from growing past the found stretch, or from leaving it empty. */
function within(start: number, end: number, units: number): number {
  return Math.max(0, Math.min(units, end - start - 1))
}
