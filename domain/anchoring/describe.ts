import { boundaryAfter, boundaryBefore, clamp, widenToGraphemes } from '#domain/anchoring/graphemes.ts'
import { CONTEXT_MAX, type Passage } from '#domain/anchoring/passage.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'

/**
 * Describes a passage so that it can be found again: its words, a little of the text on either side,
 * and its position. The passage is first widened to whole graphemes, and its context is never cut inside one.
 * An empty or reversed passage gives an empty quote, which the `Selectors` schema refuses.
 * @param text the chapter's plain text
 * @param passage UTF-16 offsets, `end` exclusive; offsets outside the text count as its ends
 */
export function describe(text: string, passage: Passage): Selectors {
  const { start, end } = widenToGraphemes(text, passage)
  return {
    exact: text.slice(start, end),
    prefix: text.slice(boundaryAfter(text, start - CONTEXT_MAX), start),
    suffix: text.slice(end, boundaryBefore(text, end + CONTEXT_MAX)),
    start,
    end,
  }
}

/**
 * Drops white space at both ends of a passage and widens what is left to whole graphemes.
 * @returns the tidied passage, or null when it held nothing but white space
 */
export function trimPassage(text: string, { start, end }: Passage): Passage | null {
  let from = clamp(text, start)
  let to = clamp(text, end)
  while (from < to && isSpace(text, from)) from++
  while (to > from && isSpace(text, to - 1)) to--
  return from < to ? widenToGraphemes(text, { start: from, end: to }) : null
}

/** True when the quote stands in the text exactly where the description says. The context is not compared. */
export function standsAt(text: string, { exact, start, end }: Selectors): boolean {
  return exact.length > 0 && start >= 0 && end === start + exact.length && text.startsWith(exact, start)
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at))
}
