import { type Alignment, type Block, type Gap, NONE } from '#domain/anchoring/alignment.ts'

/** Words of a hash: multiplier of the rolling sum, and of the gap's number, which keeps gaps apart in one table. */
const ROLL = 0x01000193
const GAP = 0x9e3779b1

/** Occurrences of equal runs, in a hash table with open addressing; its entries are chained through `next*`. */
type Runs = {
  mask: number
  keys: Int32Array
  heads: Int32Array
  counts: Int32Array
  headsAfter: Int32Array
  countsAfter: Int32Array
  /** The next occurrence of the same run, by position of the run's first token. Built backwards, so read forwards. */
  next: Int32Array
  nextAfter: Int32Array
}

/**
 * Which runs to look for: `length` in tokens; `repeats`, how many occurrences still count as telling (1 asks for
 * runs that are unique within their gap); `openings`, to look only at runs that open a sentence, which are few.
 */
export type RunKind = { length: number; repeats: number; openings?: boolean }

/**
 * Finds runs of unmatched tokens that occur equally often on both sides of a gap, pairs their occurrences in
 * order, and grows each pair as far as the tokens stay equal, unmatched and inside the gap.
 * @returns maximal blocks in the order of the text before; they may overlap and cross one another
 */
export function findBlocks(alignment: Alignment, gaps: Gap[], kind: RunKind): Block[] {
  const { length } = kind
  const usable = gaps.filter((gap) => gap.aTo - gap.aFrom >= length && gap.bTo - gap.bFrom >= length)
  if (usable.length === 0) return []
  const runs = countRuns(alignment, usable, kind)
  const partner = pairRuns(alignment, runs, kind)
  return growBlocks(alignment, usable, partner, length)
}

function countRuns({ a, b, to, from }: Alignment, gaps: Gap[], { length, openings = false }: RunKind): Runs {
  let size = 0
  for (const gap of gaps) for (let i = gap.aFrom; i < gap.aTo; i++) if (to[i] === NONE && !(openings && a.opens[i] === 0)) size++
  const capacity = 2 ** Math.ceil(Math.log2(size * 2 + 2))
  const runs: Runs = {
    mask: capacity - 1,
    keys: new Int32Array(capacity),
    heads: new Int32Array(capacity).fill(NONE),
    counts: new Int32Array(capacity),
    headsAfter: new Int32Array(capacity).fill(NONE),
    countsAfter: new Int32Array(capacity),
    next: new Int32Array(a.count),
    nextAfter: new Int32Array(b.count),
  }
  gaps.forEach((gap, number) => {
    eachRun(a.ids, to, gap.aFrom, gap.aTo, length, number, (start, key) => {
      if (openings && a.opens[start] === 0) return
      const slot = slotFor(runs, key)
      runs.keys[slot] = key
      runs.next[start] = runs.heads[slot] as number
      runs.heads[slot] = start
      runs.counts[slot] = (runs.counts[slot] as number) + 1
    })
    eachRun(b.ids, from, gap.bFrom, gap.bTo, length, number, (start, key) => {
      if (openings && b.opens[start] === 0) return
      const slot = slotFor(runs, key)
      if (runs.counts[slot] === 0) return
      runs.nextAfter[start] = runs.headsAfter[slot] as number
      runs.headsAfter[slot] = start
      runs.countsAfter[slot] = (runs.countsAfter[slot] as number) + 1
    })
  })
  return runs
}

function slotFor({ keys, counts, mask }: Runs, key: number): number {
  let slot = (Math.imul(key, GAP) >>> 7) & mask
  while (counts[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
  return slot
}

/** Calls back for every run of unmatched tokens in a stretch, last run first, with its first token and its hash. */
function eachRun(
  ids: Int32Array,
  matches: Int32Array,
  from: number,
  to: number,
  length: number,
  gap: number,
  found: (start: number, key: number) => void,
): void {
  let power = 1
  for (let i = 1; i < length; i++) power = Math.imul(power, ROLL)
  let free = 0
  let sum = 0
  for (let i = to - 1; i >= from; i--) {
    if (matches[i] !== NONE) {
      free = 0
      sum = 0
      continue
    }
    if (free === length) sum = (sum - Math.imul((ids[i + length] as number) + 1, power)) | 0
    else free++
    sum = (Math.imul(sum, ROLL) + (ids[i] as number) + 1) | 0
    if (free === length) found(i, (sum ^ Math.imul(gap + 1, GAP)) | 0)
  }
}

/** For every token before that starts a telling run, the token after that starts its counterpart, else NONE. */
function pairRuns({ a, b }: Alignment, runs: Runs, { length, repeats }: RunKind): Int32Array {
  const partner = new Int32Array(a.count).fill(NONE)
  for (let slot = 0; slot < runs.keys.length; slot++) {
    const count = runs.counts[slot] as number
    if (count === 0 || count > repeats || count !== runs.countsAfter[slot]) continue
    let before = runs.heads[slot] as number
    let after = runs.headsAfter[slot] as number
    while (before !== NONE) {
      if (sameRun(a.ids, before, b.ids, after, length)) partner[before] = after
      before = runs.next[before] as number
      after = runs.nextAfter[after] as number
    }
  }
  return partner
}

/** Guards against two runs that share a hash. */
function sameRun(a: Int32Array, aAt: number, b: Int32Array, bAt: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[aAt + i] !== b[bAt + i]) return false
  return true
}

function growBlocks({ a, b, to, from }: Alignment, gaps: Gap[], partner: Int32Array, length: number): Block[] {
  const blocks: Block[] = []
  for (const gap of gaps) {
    // Where the last block on each diagonal ends: seeds inside it would only grow into the same block.
    const ends = new Map<number, number>()
    for (let at = gap.aFrom; at < gap.aTo; at++) {
      const other = partner[at] as number
      if (other === NONE || at < (ends.get(other - at) ?? 0)) continue
      let start = 0
      while (
        at - start > gap.aFrom &&
        other - start > gap.bFrom &&
        a.ids[at - start - 1] === b.ids[other - start - 1] &&
        to[at - start - 1] === NONE &&
        from[other - start - 1] === NONE
      ) {
        start++
      }
      let end = length
      while (
        at + end < gap.aTo &&
        other + end < gap.bTo &&
        a.ids[at + end] === b.ids[other + end] &&
        to[at + end] === NONE &&
        from[other + end] === NONE
      ) {
        end++
      }
      blocks.push({ a: at - start, b: other - start, length: start + end })
      ends.set(other - at, at + end)
    }
  }
  return blocks
}
