import type { Block, Gap } from '#domain/anchoring/alignment.ts'

/** How many tokens two neighbouring blocks may overlap at most, when a word is repeated where they meet. */
const OVERLAP_MAX = 8

/**
 * Chooses the blocks that together keep the most text in order: the chain of greatest weight in which every
 * block follows the one before it in both texts.
 * Takes time in proportion to n log n for n blocks (a sweep over the text before, with a Fenwick tree of the
 * best chains over the text after).
 * @param weights the weight of each block
 * @param gap where all the blocks lie
 * @returns the chosen blocks in order, overlaps trimmed away
 */
export function heaviestChain(blocks: Block[], weights: number[], { bFrom, bTo }: Gap): Block[] {
  if (blocks.length === 1) return blocks
  const cores = blocks.map((block, index) => {
    const trim = Math.min(OVERLAP_MAX / 2, Math.floor(block.length / 4))
    return { index, a: block.a + trim, b: block.b + trim, aEnd: block.a + block.length - trim, bEnd: block.b + block.length - trim }
  })
  const byStart = [...cores].sort((x, y) => x.a - y.a)
  const byEnd = [...cores].sort((x, y) => x.aEnd - y.aEnd)
  const best = new Float64Array(blocks.length)
  const previous = new Int32Array(blocks.length).fill(-1)
  const tree = new Int32Array(bTo - bFrom + 2).fill(-1)
  const heavier = (x: number, y: number) => (y >= 0 && (x < 0 || (best[y] as number) > (best[x] as number)) ? y : x)

  let ended = 0
  for (const core of byStart) {
    for (let done = byEnd[ended]; done && done.aEnd <= core.a; done = byEnd[++ended]) {
      for (let at = done.bEnd - bFrom + 1; at < tree.length; at += at & -at) tree[at] = heavier(tree[at] as number, done.index)
    }
    let before = -1
    for (let at = core.b - bFrom + 1; at > 0; at -= at & -at) before = heavier(before, tree[at] as number)
    previous[core.index] = before
    best[core.index] = (weights[core.index] as number) + (before < 0 ? 0 : (best[before] as number))
  }

  let last = -1
  for (const core of cores) last = heavier(last, core.index)
  const chain: Block[] = []
  for (let at = last; at >= 0; at = previous[at] as number) chain.push(blocks[at] as Block)
  return trimOverlaps(chain.reverse())
}

function trimOverlaps(chain: Block[]): Block[] {
  const trimmed: Block[] = []
  let aEnd = 0
  let bEnd = 0
  for (const { a, b, length } of chain) {
    const cut = Math.max(0, aEnd - a, bEnd - b)
    if (cut >= length) continue
    trimmed.push({ a: a + cut, b: b + cut, length: length - cut })
    aEnd = a + length
    bEnd = b + length
  }
  return trimmed
}
