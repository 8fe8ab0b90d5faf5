import { type Alignment, type Gap, NONE } from '#domain/anchoring/alignment.ts'
import { spelling } from '#domain/anchoring/spelling.ts'

/** The largest gap that is aligned word against word: tokens before times tokens after. Bounds the work for each token. */
const CELLS_MAX = 6400

/** What it is worth that two matches follow each other directly in both texts. */
const ADJACENT = 0.3

// Tables of a gap's matches, row by row, made once for all gaps: there are many, and most are small.
const SIZE = 2 * (CELLS_MAX + 1)
const rows = new Int32Array(CELLS_MAX)
const columns = new Int32Array(CELLS_MAX)
/** What the match of this row with this column is worth, by itself. */
const gains = new Float32Array(SIZE)
/** What the best alignment of the rows and columns up to here is worth. */
const best = new Float32Array(SIZE)
/** The same, of alignments whose last match is this row with this column. */
const matched = new Float32Array(SIZE)

/**
 * Aligns what is unmatched in a gap, word against word, so that the matches weigh most (Needleman–Wunsch
 * without a cost for leaving words out). Words that are spelt alike count as matches of less weight.
 * A gap that is too large is left as it is.
 */
export function fillGap(alignment: Alignment, gap: Gap, strand: number): void {
  const { a, b, to, from, strands, weights, words } = alignment
  const height = listFree(to, gap.aFrom, gap.aTo, rows)
  const width = height === 0 ? 0 : listFree(from, gap.bFrom, gap.bTo, columns)
  if (width === 0 || height * width > CELLS_MAX) return

  const line = width + 1
  best.fill(0, 0, line)
  matched.fill(0, 0, line)
  for (let i = 1; i <= height; i++) {
    const id = a.ids[rows[i - 1] as number] as number
    best[i * line] = 0
    matched[i * line] = 0
    for (let j = 1; j <= width; j++) {
      const other = b.ids[columns[j - 1] as number] as number
      const at = i * line + j
      const gain = (weights[id] as number) * (id === other ? 1 : spelling(words[id] as string, words[other] as string))
      gains[at] = gain
      matched[at] = 0
      if (gain > 0) {
        const diagonal = at - line - 1
        const follows = (matched[diagonal] as number) > 0 ? (matched[diagonal] as number) + ADJACENT : 0
        matched[at] = gain + Math.max(best[diagonal] as number, follows)
      }
      best[at] = Math.max(best[at - 1] as number, best[at - line] as number, matched[at] as number)
    }
  }

  let i = height
  let j = width
  while (i > 0 && j > 0) {
    const at = i * line + j
    if (best[at] === best[at - line]) i--
    else if (best[at] === best[at - 1]) j--
    else {
      // On a match: follow the run of adjacent matches back to its beginning.
      for (let run = at; ; run -= line + 1) {
        const row = rows[--i] as number
        const column = columns[--j] as number
        to[row] = column
        from[column] = row
        strands[row] = strand
        const diagonal = run - line - 1
        const fromRun =
          (matched[diagonal] as number) > 0 &&
          matched[run] === Math.fround((gains[run] as number) + Math.fround((matched[diagonal] as number) + ADJACENT))
        if (!fromRun) break
      }
    }
  }
}

/** Lists the unmatched tokens of a stretch, as far as there is room. Returns how many there are. */
function listFree(matches: Int32Array, from: number, to: number, free: Int32Array): number {
  let count = 0
  for (let i = from; i < to; i++) if (matches[i] === NONE) free[count++] = i
  return count
}
