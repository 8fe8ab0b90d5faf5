import { type Alignment, BACKBONE, type Block, claim, NONE, release, weightOf } from '#domain/anchoring/alignment.ts'
import { findBlocks } from '#domain/anchoring/blocks.ts'
import { fillGap } from '#domain/anchoring/fill.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/** Run lengths, in tokens, that are tried on what kept no order. A shorter run would be found by chance. */
const RUN_MIN = 3
const RUNS = [16, 8, 5, RUN_MIN]

/**
 * Whether a moved stretch is no chance likeness. It must weigh enough (about three words), and be long, or a whole
 * sentence, or have gone no further than a paragraph or so. Lengths and distances are in tokens.
 */
const WEIGHT_MIN = 12
const LENGTH_MIN = 12
const NEAR_MIN = 5
const NEAR_MAX = 80

/** Two moved blocks belong together when at most this many tokens lie between them, in either text. */
const APART_MAX = 48

/** How far the edges of a moved stretch are searched for words that moved with it, in tokens. */
const EDGE_MAX = 32

/**
 * Finds stretches that moved: runs that are unique among everything still unmatched in both texts.
 * Blocks that moved together become one strand, and what lies between and around them is aligned with it.
 * A stretch that turns out to stand in order after all joins the backbone.
 */
export function followMoves(alignment: Alignment): void {
  const blocks = claimUniqueRuns(alignment)
  for (const block of blocks) for (let i = 0; i < block.length; i++) release(alignment, block.a + i)

  const groups: { strand: number; blocks: Block[] }[] = []
  const placeOf = backbonePlaces(alignment)
  for (const group of groupBlocks(blocks)) {
    const place = placeOf(group)
    const strand = place.inOrder ? BACKBONE : alignment.strandCount
    if (strand !== BACKBONE && !isTelling(alignment, group, place.distance)) continue
    if (strand !== BACKBONE) alignment.strandCount++
    for (const block of group) claim(alignment, block, strand)
    groups.push({ strand, blocks: group })
  }
  for (const { strand, blocks } of groups) if (strand !== BACKBONE) fillMove(alignment, blocks, strand)
}

/** Matches, longest first, the runs that are unique among the unmatched, and returns them in the order of the text before. */
function claimUniqueRuns(alignment: Alignment): Block[] {
  const everything = { aFrom: 0, aTo: alignment.a.count, bFrom: 0, bTo: alignment.b.count }
  const claimed: Block[] = []
  for (const length of RUNS) {
    const found = findBlocks(alignment, [everything], length, 1)
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

/** True when a moved group says enough to be no chance likeness. */
function isTelling(alignment: Alignment, group: Block[], distance: number): boolean {
  const { a, b } = alignment
  const weight = group.reduce((sum, block) => sum + weightOf(alignment, block.a, block.a + block.length), 0)
  const length = group.reduce((sum, block) => sum + block.length, 0)
  if (weight < WEIGHT_MIN) return false
  if (length >= LENGTH_MIN || (length >= NEAR_MIN && distance <= NEAR_MAX)) return true
  return group.some((block) => isSentence(a, block.a, block.length) && isSentence(b, block.b, block.length))
}

function isSentence({ opens, count }: Tokens, at: number, length: number): boolean {
  return opens[at] !== 0 && (at + length >= count || opens[at + length] !== 0)
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

/** Aligns what lies between the blocks of a move, and what adjoins it within its paragraph. */
function fillMove(alignment: Alignment, blocks: Block[], strand: number): void {
  const { a, b } = alignment
  const first = blocks[0] as Block
  const last = blocks.at(-1) as Block
  fillGap(alignment, { aFrom: leftEdge(a, first.a), aTo: first.a, bFrom: leftEdge(b, first.b), bTo: first.b }, strand)
  blocks.forEach((block, index) => {
    const aFrom = block.a + block.length
    const bFrom = block.b + block.length
    const next = blocks[index + 1]
    const aTo = next ? next.a : rightEdge(a, last.a + last.length)
    const bTo = next ? next.b : rightEdge(b, last.b + last.length)
    fillGap(alignment, { aFrom, aTo, bFrom, bTo }, strand)
  })
}

/** How far the paragraph reaches back from a token, within bounds. */
function leftEdge({ opens }: Tokens, at: number): number {
  let edge = at
  while (edge > 0 && at - edge < EDGE_MAX && opens[edge] !== 2) edge--
  return edge
}

/** How far the paragraph reaches on from a token, within bounds. */
function rightEdge({ opens, count }: Tokens, at: number): number {
  let edge = at
  while (edge < count && edge - at < EDGE_MAX && opens[edge] !== 2) edge++
  return edge
}
