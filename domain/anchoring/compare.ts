import { type Alignment, BACKBONE, claim, emptyAlignment, type Gap, listGaps, weightOf, wholeTexts } from '#domain/anchoring/alignment.ts'
import { blockFinder, type FindBlocks, type RunKind } from '#domain/anchoring/blocks.ts'
import { heaviestChain } from '#domain/anchoring/chain.ts'
import { leaveCopies } from '#domain/anchoring/copies.ts'
import { fillGap } from '#domain/anchoring/fill.ts'
import { matchJoined } from '#domain/anchoring/joins.ts'
import { fillBetween, followMoves } from '#domain/anchoring/moves.ts'
import { dropNoise } from '#domain/anchoring/noise.ts'
import { growToOpenings } from '#domain/anchoring/openings.ts'
import { followSentences } from '#domain/anchoring/sentences.ts'
import { slideChanges } from '#domain/anchoring/slide.ts'
import { tokeniser } from '#domain/anchoring/tokens.ts'

/**
 * Runs tried one after another on whatever is still unmatched. Long runs find large unchanged stretches even
 * where sentences repeat, those that open sentences first, since they are few; each round divides the gaps, so that ever shorter runs
 * become telling within theirs.
 */
const LONG_RUNS: RunKind[] = [
  { length: 16, repeats: 64, openings: true },
  { length: 24, repeats: 64 },
  { length: 12, repeats: 64 },
  { length: 6, repeats: 8 },
  { length: 4, repeats: 1 },
  { length: 3, repeats: 1 },
]
const SHORT_RUNS: RunKind[] = [
  { length: 2, repeats: 1 },
  { length: 1, repeats: 1 },
]
const ROUNDS_MAX = 4

/** A gap of at most this many tokens on either side is tight. */
const TIGHT = 4

/**
 * Compares two editions of a text once, word by word, for any number of passages.
 * First what kept its order, then what moved, then the small gaps, where a word may also be spelt differently;
 * last, matches that stand alone among unmatched words are dropped as chance.
 * Takes time roughly in proportion to the sizes of the texts.
 */
export function compare(before: string, after: string): Alignment {
  const { cut, words } = tokeniser()
  const a = cut(before)
  const b = cut(after)
  const alignment = emptyAlignment(a, b, words)

  const whole = wholeTexts(alignment)
  const findBlocks = blockFinder(alignment)

  matchEnds(alignment, whole)
  for (const kind of LONG_RUNS) for (const gap of listGaps(alignment, whole)) matchInOrder(alignment, findBlocks, gap, kind)
  const moves = followMoves(alignment, findBlocks)
  for (const kind of SHORT_RUNS) for (const gap of listGaps(alignment, whole)) matchInOrder(alignment, findBlocks, gap, kind)
  for (const gap of listGaps(alignment, whole)) fillGap(alignment, gap, BACKBONE)
  dropNoise(alignment)
  // What chance had taken is free again for those it belongs to.
  for (const move of moves) fillBetween(alignment, move)
  for (const gap of listGaps(alignment, whole)) if (isTight(gap)) fillGap(alignment, gap, BACKBONE)
  matchJoined(alignment)
  slideChanges(alignment)
  leaveCopies(alignment)
  followSentences(alignment)
  // Twice: an opening that was given up to another sentence may find its own free.
  growToOpenings(alignment)
  growToOpenings(alignment)
  return alignment
}

/** Matches, in a gap of the backbone and then in what it leaves of that gap, telling runs of one kind that stand in the same order in both texts. */
function matchInOrder(alignment: Alignment, findBlocks: FindBlocks, gap: Gap, kind: RunKind, rounds = ROUNDS_MAX): void {
  const blocks = findBlocks(gap, kind)
  if (blocks.length === 0) return
  const weights = blocks.map((block) => weightOf(alignment, block.a, block.a + block.length))
  for (const block of heaviestChain(blocks, weights, gap)) claim(alignment, block, BACKBONE)
  if (rounds === 1) return
  for (const rest of listGaps(alignment, gap)) matchInOrder(alignment, findBlocks, rest, kind, rounds - 1)
}

/** True for a gap so small that what is alike in it belongs together. */
function isTight({ aFrom, aTo, bFrom, bTo }: Gap): boolean {
  return Math.max(aTo - aFrom, bTo - bFrom) <= TIGHT
}

/** Matches the equal tokens with which a gap begins and ends. */
function matchEnds(alignment: Alignment, gap: Gap): void {
  const { a, b } = alignment
  const most = Math.min(gap.aTo - gap.aFrom, gap.bTo - gap.bFrom)
  let first = 0
  while (first < most && a.ids[gap.aFrom + first] === b.ids[gap.bFrom + first]) first++
  let last = 0
  while (last < most - first && a.ids[gap.aTo - last - 1] === b.ids[gap.bTo - last - 1]) last++
  claim(alignment, { a: gap.aFrom, b: gap.bFrom, length: first }, BACKBONE)
  claim(alignment, { a: gap.aTo - last, b: gap.bTo - last, length: last }, BACKBONE)
}
