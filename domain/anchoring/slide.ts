import { type Alignment, NONE } from '#domain/anchoring/alignment.ts'

/** How far a change is slid at most, in tokens. */
const SLIDE_MAX = 64

/** One text of the comparison as it looks from there. */
type Side = {
  ids: Int32Array
  opens: Uint8Array
  matches: Int32Array
  otherMatches: Int32Array
  strandOf: (token: number) => number
  /** Whether of two places that do equally well the later one is taken: what came in twice came in after what was there. */
  isLater: boolean
  /** Told when a match passes from one token to another. */
  passed: (token: number, heir: number) => void
}

/**
 * Settles which of two like words went or came. When "The party met. The party spoke." becomes "The party
 * spoke.", a comparison may say that "party met. The" went. Where a deletion or an insertion can be slid
 * without changing what is matched, it is slid to begin at a paragraph or a sentence.
 */
export function slideChanges({ a, b, to, from, strands }: Alignment): void {
  slideSide({
    ids: a.ids,
    opens: a.opens,
    matches: to,
    otherMatches: from,
    strandOf: (token) => strands[token] as number,
    isLater: false,
    passed: (token, heir) => {
      strands[heir] = strands[token] as number
    },
  })
  slideSide({
    ids: b.ids,
    opens: b.opens,
    matches: from,
    otherMatches: to,
    strandOf: (token) => strands[from[token] as number] as number,
    isLater: true,
    passed: () => {},
  })
}

function slideSide(side: Side): void {
  const { matches } = side
  for (let start = 1; start < matches.length; ) {
    if (matches[start] !== NONE || matches[start - 1] === NONE) {
      start++
      continue
    }
    let end = start + 1
    while (end < matches.length && matches[end] === NONE) end++
    if (end < matches.length) slide(side, start, end)
    start = end
  }
}

/** Slides the unmatched tokens from `start` to `end`, if their neighbours stand side by side on one strand of the other text. */
function slide(side: Side, start: number, end: number): void {
  const { ids, opens, matches, strandOf, isLater } = side
  const left = matches[start - 1] as number
  if (matches[end] !== left + 1 || strandOf(start - 1) !== strandOf(end)) return

  let back = 0
  while (back < SLIDE_MAX && start - back > 0 && matches[start - back - 1] === left - back && ids[start - back - 1] === ids[end - back - 1])
    back++
  let forth = 0
  while (
    forth < SLIDE_MAX &&
    end + forth < ids.length &&
    matches[end + forth] === left + 1 + forth &&
    ids[start + forth] === ids[end + forth]
  )
    forth++

  let best = 0
  for (let by = -back; by <= forth; by++) {
    const better = (opens[start + by] as number) - (opens[start + best] as number)
    if (better > 0 || (better === 0 && isLater && by > best && opens[start + by] !== 0)) best = by
  }
  for (let by = 0; by > best; by--) rematch(side, start + by - 1, end + by - 1)
  for (let by = 0; by < best; by++) rematch(side, end + by, start + by)
}

/** Gives the match of one token to another, equal one. */
function rematch({ matches, otherMatches, passed }: Side, token: number, heir: number): void {
  const counterpart = matches[token] as number
  matches[token] = NONE
  matches[heir] = counterpart
  otherMatches[counterpart] = heir
  passed(token, heir)
}
