import { titleKey } from '#domain/import/heading-words/titles.ts'
import { LONGEST_NAME } from '#domain/import/lines/heading-candidates.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

/** Titles with fewer letters than this are soon alike. */
const LEAST_ALIKE = 8
/** Titles that are alike begin with the same letters, so many of them. */
const BEGINNING = 4

/**
 * The keys of the titles in a printed contents list, and of the lines set apart that it means but spells with another letter, or names with
 * more words.
 */
export function withNearlyListed(listed: ReadonlySet<string>, lines: readonly PrintedLine[]): Set<string> {
  if (listed.size === 0) return new Set()
  const alone = lines.flatMap(({ text, gap }, at) =>
    gap > 0 && (lines[at + 1]?.gap ?? 1) > 0 && text.length <= LONGEST_NAME && !/[.,;:!?]$/.test(text) ? [titleKey(text)] : [],
  )
  const known = new Set(alone)
  const byBeginning = Map.groupBy(
    alone.filter((key) => key.length >= LEAST_ALIKE && !listed.has(key)),
    (key) => key.slice(0, BEGINNING),
  )
  const meant = [...listed]
    .filter((key) => key.length >= LEAST_ALIKE && !known.has(key))
    .flatMap((key) => (byBeginning.get(key.slice(0, BEGINNING)) ?? []).filter((one) => isAlike(one, key)))
  return new Set([...listed, ...meant])
}

/** True when the listed title begins with the printed one, or they differ by one letter. */
function isAlike(one: string, listed: string): boolean {
  if (listed.startsWith(one)) return true
  let from = 0
  while (from < one.length && one[from] === listed[from]) from += 1
  const [rest, other] = [one.slice(from), listed.slice(from)]
  return rest.slice(1) === other.slice(1) || rest.slice(1) === other || rest === other.slice(1)
}
