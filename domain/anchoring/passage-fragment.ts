import { boundaryBefore } from '#domain/anchoring/graphemes.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'

/** How every address of a passage begins behind the page's own. */
export const PASSAGE_FRAGMENT = '#passage='

/** Of a longer quote its beginning and its end are enough, in UTF-16 units. */
const LONGEST = 160
const END = 60

/** What an address says of a passage: where it stood, its words (of a long one the first and the last), and those around it. */
export type LinkedPassage = Passage & { first: string; last: string | null; before: string; after: string }

/** The part of an address that names a passage by its place and its words. */
export function passageFragment({ start, end, exact, prefix, suffix }: Selectors): string {
  const long = exact.length > LONGEST
  const words = new URLSearchParams({ words: long ? exact.slice(0, boundaryBefore(exact, LONGEST - END)) : exact })
  if (long) words.set('to', exact.slice(boundaryBefore(exact, exact.length - END)))
  if (prefix) words.set('before', prefix)
  if (suffix) words.set('after', suffix)
  return `${PASSAGE_FRAGMENT}${start}-${end}&${words.toString()}`
}

/** What such a part says, or null when it is none. */
export function parsePassageFragment(fragment: string): LinkedPassage | null {
  if (!fragment.startsWith(PASSAGE_FRAGMENT)) return null
  const parts = new URLSearchParams(fragment.slice(1))
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(parts.get('passage') ?? '') ?? []
  const first = parts.get('words')
  if (!start || !end || !first || first.length > 2 * LONGEST || Number(start) >= Number(end)) return null
  const [before, after] = [parts.get('before') ?? '', parts.get('after') ?? '']
  return { start: Number(start), end: Number(end), first, last: parts.get('to'), before, after }
}
