import { type Alignment, BACKBONE, type Block, claim, type Gap, NONE, release, weightOf, wholeTexts } from '#domain/anchoring/alignment.ts'
import type { FindBlocks } from '#domain/anchoring/blocks.ts'
import { fillGap } from '#domain/anchoring/fill.ts'
import { isSentence, PARAGRAPH, type Tokens } from '#domain/anchoring/tokens.ts'

/** Run lengths, in tokens, that are tried on what kept no order. A shorter run would be found by chance. */
const RUN_MIN = 3
const RUNS = [16, 8, 5, RUN_MIN]

/**
 * Whether a moved stretch is no chance likeness. It must be a whole sentence, or else weigh enough (about three
 * words) and be long or have gone no further than a paragraph or so. Lengths and distances are in tokens.
 */
const WEIGHT_MIN = 12
const LENGTH_MIN = 12
const NEAR_MIN = 5
const NEAR_MAX = 80

/** Two moved blocks belong together when at most this many tokens lie between them, in either text. */
const APART_MAX = 48

/** How far the edges of a moved stretch are searched for words that moved with it, in tokens. */
const EDGE_MAX = 32

/** A stretch that moved: its strand and its blocks, in order. */
export type Move = { strand: number; blocks: Block[] }

/**
 * Finds stretches that moved: runs that are unique among everything still unmatched in both texts.
 * Blocks that moved together become one strand, and what lies between and around them is aligned with it.
 * A stretch that turns out to stand in order after all joins the backbone.
 * @returns the moves, in the order of the text before
 */
export function followMoves(alignment: Alignment, findBlocks: FindBlocks): Move[] {
  const blocks = claimUniqueRuns(alignment, findBlocks)
  for (const block of blocks) for (let i = 0; i < block.length; i++) release(alignment, block.a + i)

  const placeOf = backbonePlaces(alignment)
  const groups = groupBlocks(blocks).map((group) => {
    const { inOrder, distance } = placeOf(group)
    return { blocks: group, inOrder, isTelling: inOrder || isTelling(alignment, group, distance) }
  })
  const moves: Move[] = []
  groups.forEach((group, index) => {
    const neighbours = groups.slice(Math.max(0, index - 2), index + 3).filter((other) => other.isTelling)
    if (!group.isTelling && !(isWeighty(alignment, group.blocks) && neighbours.some((other) => areNear(group.blocks, other.blocks)))) return
    const strand = group.inOrder ? BACKBONE : alignment.strandCount++
    for (const block of group.blocks) claim(alignment, block, strand)
    if (strand !== BACKBONE) moves.push({ strand, blocks: group.blocks })
  })
  for (const move of moves) {
    fillBetween(alignment, move)
    fillAround(alignment, move)
  }
  return moves
}

/** Matches, longest first, the runs that are unique among the unmatched, and returns them in the order of the text before. */
function claimUniqueRuns(alignment: Alignment, findBlocks: FindBlocks): Block[] {
  const claimed: Block[] = []
  for (const length of RUNS) {
    const found = findBlocks(wholeTexts(alignment), { length, repeats: 1 })
    for (const block of found.sort((x, y) => y.length - x.length)) {
      const free = freePart(alignment, block)
      if (free.length < RUN_MIN) continue
      claim(alignment, free, BACKBONE)
      claimed.push(free)
    }
  }
  return claimed.sort((x, y) => x.a - y.a)
}

/** What is left of a block when an earlier one has taken its beginning or its end. */
function freePart({ to, from }: Alignment, { a, b, length }: Block): Block {
  const isFree = (i: number) => to[a + i] === NONE && from[b + i] === NONE
  let first = 0
  while (first < length && !isFree(first)) first++
  let end = first
  while (end < length && isFree(end)) end++
  return { a: a + first, b: b + first, length: end - first }
}

/** Puts together blocks that are in order and close in both texts. Takes them and gives groups in the order of the text before. */
function groupBlocks(blocks: Block[]): Block[][] {
  const groups: Block[][] = []
  let open: Block[][] = []
  for (const block of blocks) {
    const isNear = (apart: number) => apart >= 0 && apart <= APART_MAX
    open = open.filter((group) => isNear(block.a - endOf(group).a))
    const group = open.findLast((candidate) => isNear(block.b - endOf(candidate).b))
    if (group) {
      group.push(block)
    } else {
      const started = [block]
      groups.push(started)
      open.push(started)
    }
  }
  return groups
}

function endOf(group: Block[]): { a: number; b: number } {
  const last = group.at(-1) as Block
  return { a: last.a + last.length, b: last.b + last.length }
}

/** True when a moved group says enough, by itself, to be no chance likeness. */
function isTelling(alignment: Alignment, group: Block[], distance: number): boolean {
  const { a, b } = alignment
  if (lengthOf(group) < NEAR_MIN) return false
  if (group.some((block) => isSentence(a, block.a, block.length) && isSentence(b, block.b, block.length))) return true
  return isWeighty(alignment, group) && (lengthOf(group) >= LENGTH_MIN || distance <= NEAR_MAX)
}

function isWeighty(alignment: Alignment, group: Block[]): boolean {
  const weight = group.reduce((sum, { a, length }) => sum + weightOf(alignment, a, a + length), 0)
  return weight >= WEIGHT_MIN && lengthOf(group) >= NEAR_MIN
}

function lengthOf(group: Block[]): number {
  return group.reduce((sum, block) => sum + block.length, 0)
}

/** True when two groups are not far from each other in either text. */
function areNear(group: Block[], other: Block[]): boolean {
  const start = group[0] as Block
  const otherStart = other[0] as Block
  const end = endOf(group)
  const otherEnd = endOf(other)
  return (
    Math.max(otherStart.a - end.a, start.a - otherEnd.a) <= NEAR_MAX && Math.max(otherStart.b - end.b, start.b - otherEnd.b) <= NEAR_MAX
  )
}

/**
 * Makes a function that says where a group of blocks stands beside the backbone: in order, or how many tokens
 * from the place after that its neighbours on the backbone have.
 * Ask in the order of the text before: a group that stands in order counts as backbone for those after it.
 */
function backbonePlaces({ a, b, to, strands }: Alignment): (group: Block[]) => { inOrder: boolean; distance: number } {
  const nextOnBackbone = new Int32Array(a.count + 1).fill(b.count)
  for (let i = a.count - 1; i >= 0; i--) {
    nextOnBackbone[i] = to[i] !== NONE && strands[i] === BACKBONE ? (to[i] as number) : (nextOnBackbone[i + 1] as number)
  }
  let seen = 0
  let left = NONE
  return (group) => {
    const first = group[0] as Block
    const last = group.at(-1) as Block
    for (; seen < first.a; seen++) if (to[seen] !== NONE && strands[seen] === BACKBONE) left = to[seen] as number
    const right = nextOnBackbone[last.a + last.length] as number
    const end = last.b + last.length
    return { inOrder: left < first.b && right >= end, distance: Math.max(0, left - end, first.b - right) }
  }
}

/** Aligns what lies between the blocks of a move, and between what was matched there before, so that the strand keeps its order. */
export function fillBetween(alignment: Alignment, { strand, blocks }: Move): void {
  const first = blocks[0] as Block
  const whole = { aFrom: first.a + first.length, bFrom: first.b + first.length }
  for (const gap of listStrandGaps(alignment, strand, whole, (blocks.at(-1) as Block).a)) fillGap(alignment, gap, strand)
}

/** The stretches between neighbouring matches of one strand, from a place in both texts up to a token before. */
function listStrandGaps({ to, strands }: Alignment, strand: number, start: { aFrom: number; bFrom: number }, until: number): Gap[] {
  const gaps: Gap[] = []
  let { aFrom, bFrom } = start
  for (let at = aFrom; at <= until; at++) {
    const counterpart = to[at] as number
    if (counterpart === NONE || strands[at] !== strand) continue
    if (at > aFrom && counterpart > bFrom) gaps.push({ aFrom, aTo: at, bFrom, bTo: counterpart })
    aFrom = at + 1
    bFrom = counterpart + 1
  }
  return gaps
}

/** Aligns what adjoins a move within its paragraph. */
function fillAround(alignment: Alignment, { strand, blocks }: Move): void {
  const { a, b } = alignment
  const first = blocks[0] as Block
  const end = endOf(blocks)
  fillGap(alignment, { aFrom: leftEdge(a, first.a), aTo: first.a, bFrom: leftEdge(b, first.b), bTo: first.b }, strand)
  fillGap(alignment, { aFrom: end.a, aTo: rightEdge(a, end.a), bFrom: end.b, bTo: rightEdge(b, end.b) }, strand)
}

/** How far the paragraph reaches back from a token, within bounds. */
function leftEdge({ opens }: Tokens, at: number): number {
  let edge = at
  while (edge > 0 && at - edge < EDGE_MAX && opens[edge] !== PARAGRAPH) edge--
  return edge
}

/** How far the paragraph reaches on from a token, within bounds. */
function rightEdge({ opens, count }: Tokens, at: number): number {
  let edge = at
  while (edge < count && edge - at < EDGE_MAX && opens[edge] !== PARAGRAPH) edge++
  return edge
}
