import { BACKBONE, NONE } from '#domain/anchoring/alignment.ts'
import { compare } from '#domain/anchoring/compare.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/** A piece of a text; `differs` where the other text has other words. */
export type Piece = { text: string; differs: boolean }

/**
 * Marks the words in which two short texts differ. Case, forms of quotation marks and white space make no difference.
 * @returns each text whole, cut into pieces
 */
export function markDifferences(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const { a, b, to, from, strands } = compare(before, after)
  const kept = (at: number) => strands[at] === BACKBONE && b.ids[to[at] as number] === a.ids[at]
  return {
    before: cutPieces(before, a, (at) => to[at] === NONE || !kept(at)),
    after: cutPieces(after, b, (at) => from[at] === NONE || !kept(from[at] as number)),
  }
}

/** White space belongs to the words before it, but what lies between differing and equal words never differs. */
function cutPieces(text: string, { count, starts, ends }: Tokens, differs: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = []
  const put = (from: number, to: number, differing: boolean) => {
    const last = pieces.at(-1)
    if (from === to) return
    if (last?.differs === differing) last.text += text.slice(from, to)
    else pieces.push({ text: text.slice(from, to), differs: differing })
  }
  let at = 0
  for (let i = 0; i < count; i++) {
    const [start, end] = [starts[i] as number, ends[i] as number]
    put(at, start, differs(i) && pieces.at(-1)?.differs === true)
    put(start, end, differs(i))
    at = end
  }
  put(at, text.length, false)
  return pieces
}
