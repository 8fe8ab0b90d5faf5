import { boundaryAfter, boundaryBefore } from '#domain/anchoring/graphemes.ts'

/** How much of the text is given on either side of a gap, in UTF-16 units. */
const AROUND = 160
/** What ends a paragraph: signs without letters or figures, up to the end of its line. */
const CLOSING = /[^\s\p{L}\p{N}]+(?=\n|$)/uy

/**
 * The text on either side of an offset, cut where words end. A gap just before the signs that end a paragraph is shown behind them: where
 * whole sentences are gone, two texts may as well meet before a full stop as after it.
 */
export function textAround(text: string, near: number): { before: string; after: string } {
  const met = boundaryAfter(text, Math.min(near, text.length))
  CLOSING.lastIndex = met
  const at = met + (CLOSING.exec(text)?.[0].length ?? 0)
  const before = text.slice(boundaryAfter(text, at - AROUND), at)
  const after = text.slice(at, boundaryBefore(text, at + AROUND))
  return {
    before: at > AROUND ? before.replace(/^\S*\s/, '… ') : before,
    after: at + AROUND < text.length ? after.replace(/\s\S*$/, ' …') : after,
  }
}
