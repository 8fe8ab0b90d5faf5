import { type Alignment, type Block, type Gap, NONE } from '#domain/anchoring/alignment.ts'

/** Multiplier of the rolling sum, and what spreads a sum over a table. */
const ROLL = 0x01000193
const SPREAD = 0x9e3779b1

/**
 * Which runs to look for: `length` in tokens; `repeats`, how many occurrences still count as telling (1 asks for
 * runs that are unique within their gap); `openings`, to look only at runs that open a sentence, which are few.
 */
export type RunKind = { length: number; repeats: number; openings?: boolean }

/**
 * Finds runs of unmatched tokens that occur equally often on both sides of a gap, pairs their occurrences in
 * order, and grows each pair as far as the tokens stay equal, unmatched and inside the gap.
 * @returns maximal blocks, roughly in the order of the text before; they may overlap and cross one another
 */
export type FindBlocks = (gap: Gap, kind: RunKind) => Block[]

/** Runs by their sums, in a hash table with open addressing; how often each occurs in either text, and the first token of its first occurrence. */
type Runs = { sums: Int32Array; heads: Int32Array; counts: Int32Array; headsAfter: Int32Array; countsAfter: Int32Array }

/** Makes such a function for a comparison. Its memory serves for all gaps. */
export function blockFinder({ a, b, to, from }: Alignment): FindBlocks {
  let runs = emptyRuns(1024)
  /** How much of the table the present gap uses: a power of two. */
  let used = 0
  /** The next occurrence of the same run, by position of the run's first token. */
  const next = new Int32Array(a.count)
  const nextAfter = new Int32Array(b.count)
  const sums = new Int32Array(Math.max(a.count, b.count))
  /** For every token before that starts a telling run, the token after that starts its counterpart; NONE again once it was read. */
  const partner = new Int32Array(a.count).fill(NONE)

  return (gap, kind) => {
    if (gap.aTo - gap.aFrom < kind.length || gap.bTo - gap.bFrom < kind.length) return []
    countRuns(gap, kind)
    return pairRuns(kind) ? growBlocks(gap) : []
  }

  /** Fills the table with a gap's runs, last run first, so that their occurrences are read in order. */
  function countRuns({ aFrom, aTo, bFrom, bTo }: Gap, { length, openings = false }: RunKind): void {
    let count = 0
    sumRuns(a.ids, to, aFrom, aTo, length)
    for (let at = aFrom; at < aTo; at++) {
      if (openings && a.opens[at] === 0) sums[at] = 0
      if (sums[at] !== 0) count++
    }
    used = 2 ** Math.ceil(Math.log2(count * 2 + 2))
    if (used > runs.sums.length) runs = emptyRuns(used)
    const { heads, counts, headsAfter, countsAfter } = runs
    counts.fill(0, 0, used)
    countsAfter.fill(0, 0, used)
    for (let at = aTo - length; at >= aFrom; at--) {
      const sum = sums[at] as number
      if (sum === 0) continue
      const slot = slotFor(sum)
      runs.sums[slot] = sum
      next[at] = heads[slot] as number
      heads[slot] = at
      counts[slot] = (counts[slot] as number) + 1
    }
    sumRuns(b.ids, from, bFrom, bTo, length)
    for (let at = bTo - length; at >= bFrom; at--) {
      const sum = sums[at] as number
      if (sum === 0 || (openings && b.opens[at] === 0)) continue
      const slot = slotFor(sum)
      if (counts[slot] === 0) continue
      nextAfter[at] = headsAfter[slot] as number
      headsAfter[slot] = at
      countsAfter[slot] = (countsAfter[slot] as number) + 1
    }
  }

  /** Sums up the run of unmatched tokens from each token of a stretch on: 0 where none of that length begins. */
  function sumRuns(ids: Int32Array, matches: Int32Array, start: number, end: number, length: number): void {
    let power = 1
    for (let i = 1; i < length; i++) power = Math.imul(power, ROLL)
    let free = 0
    let sum = 0
    for (let at = end - 1; at >= start; at--) {
      sums[at] = 0
      if (matches[at] !== NONE) {
        free = 0
        sum = 0
        continue
      }
      if (free === length) sum = (sum - Math.imul((ids[at + length] as number) + 1, power)) | 0
      else free++
      sum = (Math.imul(sum, ROLL) + (ids[at] as number) + 1) | 0
      if (free === length) sums[at] = sum || 1
    }
  }

  /** Where in the table a run is, or may be put. */
  function slotFor(sum: number): number {
    const { sums, counts } = runs
    let slot = (Math.imul(sum, SPREAD) >>> 7) & (used - 1)
    while (counts[slot] !== 0 && sums[slot] !== sum) slot = (slot + 1) & (used - 1)
    return slot
  }

  /** Pairs the occurrences of telling runs. Returns whether there were any. */
  function pairRuns({ length, repeats }: RunKind): boolean {
    const { heads, counts, headsAfter, countsAfter } = runs
    let found = false
    for (let slot = 0; slot < used; slot++) {
      const count = counts[slot] as number
      if (count === 0 || count > repeats || count !== countsAfter[slot]) continue
      let before = heads[slot] as number
      let after = headsAfter[slot] as number
      for (let left = count; left > 0; left--) {
        // Two runs may share a sum.
        if (growth(before, after, length, 1) === length) {
          partner[before] = after
          found = true
        }
        before = next[before] as number
        after = nextAfter[after] as number
      }
    }
    return found
  }

  function growBlocks(gap: Gap): Block[] {
    const blocks: Block[] = []
    // Where the last block on each diagonal ends: seeds inside it would only grow into the same block.
    const ends = new Map<number, number>()
    for (let at = gap.aFrom; at < gap.aTo; at++) {
      const other = partner[at] as number
      if (other === NONE) continue
      partner[at] = NONE
      if (at < (ends.get(other - at) ?? 0)) continue
      const back = growth(at - 1, other - 1, Math.min(at - gap.aFrom, other - gap.bFrom), -1)
      const forth = growth(at, other, Math.min(gap.aTo - at, gap.bTo - other), 1)
      blocks.push({ a: at - back, b: other - back, length: back + forth })
      ends.set(other - at, at + forth)
    }
    return blocks
  }

  /** How many tokens, at most so many, are equal and unmatched from two places on in one direction. */
  function growth(i: number, j: number, most: number, step: 1 | -1): number {
    let length = 0
    while (length < most && a.ids[i] === b.ids[j] && to[i] === NONE && from[j] === NONE) {
      length++
      i += step
      j += step
    }
    return length
  }
}

function emptyRuns(size: number): Runs {
  const column = () => new Int32Array(size)
  return { sums: column(), heads: column(), counts: column(), headsAfter: column(), countsAfter: column() }
}
