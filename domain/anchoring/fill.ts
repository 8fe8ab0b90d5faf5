import { type Alignment, type Gap, NONE } from '#domain/anchoring/alignment.ts'
import { spelling } from '#domain/anchoring/spelling.ts'

/** The largest gap that is aligned word against word: tokens before times tokens after. Bounds the work for each token. */
const CELLS_MAX = 6400

/** What it is worth that two matches follow each other directly in both texts. */
const ADJACENT = 0.3

/**
 * Aligns what is unmatched in a gap, word against word, so that the matches weigh most (Needleman–Wunsch
 * without a cost for leaving words out). Words that are spelt alike count as matches of less weight.
 * A gap that is too large is left as it is.
 */
export function fillGap(alignment: Alignment, gap: Gap, strand: number): void {
  const { a, b, to, from, strands, weights, words } = alignment
  const rows = listFree(to, gap.aFrom, gap.aTo)
  const columns = listFree(from, gap.bFrom, gap.bTo)
  if (rows.length === 0 || rows.length * columns.length > CELLS_MAX) return

  const width = columns.length + 1
  const best = new Float32Array((rows.length + 1) * width)
  // The same, of alignments whose last match is this row with this column.
  const matched = new Float32Array((rows.length + 1) * width)
  const gains = new Float32Array((rows.length + 1) * width)
  rows.forEach((row, i) => {
    const id = a.ids[row] as number
    columns.forEach((column, j) => {
      const other = b.ids[column] as number
      const at = (i + 1) * width + j + 1
      const gain = (weights[id] as number) * (id === other ? 1 : spelling(words[id] as string, words[other] as string))
      const diagonal = at - width - 1
      if (gain > 0) {
        gains[at] = gain
        const follows = (matched[diagonal] as number) > 0 ? (matched[diagonal] as number) + ADJACENT : 0
        matched[at] = gain + Math.max(best[diagonal] as number, follows)
      }
      best[at] = Math.max(best[at - 1] as number, best[at - width] as number, matched[at] as number)
    })
  })

  let i = rows.length
  let j = columns.length
  while (i > 0 && j > 0) {
    const at = i * width + j
    if (best[at] === best[at - width]) i--
    else if (best[at] === best[at - 1]) j--
    else {
      // On a match: follow the run of adjacent matches back to its beginning.
      for (let run = at; ; run -= width + 1) {
        const row = rows[--i] as number
        const column = columns[--j] as number
        to[row] = column
        from[column] = row
        strands[row] = strand
        const diagonal = run - width - 1
        const fromRun =
          (matched[diagonal] as number) > 0 &&
          matched[run] === Math.fround((gains[run] as number) + Math.fround((matched[diagonal] as number) + ADJACENT))
        if (!fromRun) break
      }
    }
  }
}

function listFree(matches: Int32Array, from: number, to: number): number[] {
  const free: number[] = []
  for (let i = from; i < to; i++) if (matches[i] === NONE) free.push(i)
  return free
}
