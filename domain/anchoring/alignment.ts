import type { Tokens } from '#domain/anchoring/tokens.ts'

/** A run of tokens: `length` of them, from `a` in the text before and from `b` in the text after, equal one by one. */
export type Block = { a: number; b: number; length: number }

/** Two stretches of tokens, one of either text, that stand at the same place and may hold more matches. Ends are exclusive. */
export type Gap = { aFrom: number; aTo: number; bFrom: number; bTo: number }

/** Where a token of the text before has no counterpart in the text after, or the other way round. */
export const NONE = -1

/** The strand of everything that kept its order. Strands above it are stretches that moved. */
export const BACKBONE = 0

/** Which token of the text before became which token of the text after: at most one to one. */
export type Alignment = {
  a: Tokens
  b: Tokens
  /** For every token before, its counterpart after, or NONE. */
  to: Int32Array
  /** For every token after, its counterpart before, or NONE. */
  from: Int32Array
  /** For every matched token before, its strand. Within one strand, both texts have the matched tokens in the same order. */
  strands: Int32Array
  strandCount: number
  /** How much a match of each token says, by token number: long and rare words say more than short and common ones. */
  weights: Float32Array
  words: string[]
}

/** An alignment in which nothing is matched yet. */
export function emptyAlignment(a: Tokens, b: Tokens, words: string[]): Alignment {
  return {
    a,
    b,
    to: new Int32Array(a.count).fill(NONE),
    from: new Int32Array(b.count).fill(NONE),
    strands: new Int32Array(a.count),
    strandCount: 1,
    weights: weigh(a, b, words),
    words,
  }
}

function weigh(a: Tokens, b: Tokens, words: string[]): Float32Array {
  const uses = new Uint32Array(words.length)
  for (const { ids, count } of [a, b]) for (let i = 0; i < count; i++) uses[ids[i] as number] = (uses[ids[i] as number] as number) + 1
  const common = Math.max(16, (a.count + b.count) / 250)
  return Float32Array.from(words, (word, id) => {
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word)) return 0.25
    const length = word.length === 1 && word > '\u02ff' ? 2 : Math.min(word.length, 12)
    return (uses[id] as number) > common ? length * 0.35 : length
  })
}

/** Matches the tokens of a block, except those that are matched already. */
export function claim(alignment: Alignment, { a, b, length }: Block, strand: number): void {
  const { to, from, strands } = alignment
  for (let i = 0; i < length; i++) {
    if (to[a + i] !== NONE || from[b + i] !== NONE) continue
    to[a + i] = b + i
    from[b + i] = a + i
    strands[a + i] = strand
  }
}

/** Undoes the match of one token of the text before. */
export function release({ to, from }: Alignment, at: number): void {
  const counterpart = to[at] as number
  if (counterpart === NONE) return
  from[counterpart] = NONE
  to[at] = NONE
}

/** What it says that a token is matched where it is: all its weight if both are the same word, half if they are only spelt alike. */
export function matchWeight({ a, b, to, weights }: Alignment, at: number): number {
  const id = a.ids[at] as number
  const weight = weights[id] as number
  return b.ids[to[at] as number] === id ? weight : weight / 2
}

/** What a stretch of the text before weighs. */
export function weightOf({ a, weights }: Alignment, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += weights[a.ids[i] as number] as number
  return sum
}

/**
 * The stretches of a gap between neighbouring matches of the backbone, in order, with those before the
 * first and after the last match. Gaps that are empty on either side are left out: there is nothing to match in them.
 */
export function listGaps({ to, strands }: Alignment, gap: Gap): Gap[] {
  const gaps: Gap[] = []
  let { aFrom, bFrom } = gap
  for (let i = aFrom; i <= gap.aTo; i++) {
    if (i < gap.aTo && (to[i] === NONE || strands[i] !== BACKBONE)) continue
    const counterpart = i < gap.aTo ? (to[i] as number) : gap.bTo
    if (i > aFrom && counterpart > bFrom) gaps.push({ aFrom, aTo: i, bFrom, bTo: counterpart })
    aFrom = i + 1
    bFrom = counterpart + 1
  }
  return gaps
}

/** Both texts from end to end. */
export function wholeTexts({ a, b }: Pick<Alignment, 'a' | 'b'>): Gap {
  return { aFrom: 0, aTo: a.count, bFrom: 0, bTo: b.count }
}
