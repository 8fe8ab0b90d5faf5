import { likeness } from '#domain/import/page/running-heads.ts'
import type { Strip } from '#domain/import/page/strip.ts'
import { isBroken } from '#domain/import/words/sentence.ts'

const LONGEST_HEAD = 70
/** A head's number lies between those of its neighbours, and no further from them than this. */
const FURTHEST = 6

/**
 * Running heads that come back too seldom to be told by that: the title of a short chapter at the top of its one or two right-hand
 * pages. They carry a page number that fits between those of the heads around them, or repeat a title right at a page's top.
 * @param heads those already found
 */
export function findRareHeads(strips: readonly Strip[], heads: ReadonlySet<number>, isTitle: (index: number) => boolean): Set<number> {
  const found = new Set<number>()
  const numbers = [...heads].sort((a, b) => a - b).flatMap((index) => ({ index, number: numberOf(strips[index]?.text ?? '') ?? 0 }))
  const numbered = numbers.filter(({ number }) => number > 0)
  const titles = new Set<string>()
  // Without pages and heads there is nothing to tell one by.
  if (numbered.length === 0 && !strips.some(({ page }) => page)) return found
  let next = 0
  for (const [index, strip] of strips.entries()) {
    while ((numbered[next]?.index ?? Number.POSITIVE_INFINITY) <= index) next += 1
    const isTop = strip.page && !heads.has(index) && strip.text.length <= LONGEST_HEAD
    const key = isTop || isTitle(index) || isTitle(index - 1) ? likeness(strip.text) : ''
    if (isTop && isBroken(strips[index - 1]?.text ?? '', strip.text)) continue
    const number = isTop || isSetApart(strip.text) ? numberOf(strip.text) : null
    if (!heads.has(index) && number !== null && isBetween(number, numbered[next - 1]?.number, numbered[next]?.number)) found.add(index)
    else if (isTop && key.length > 3 && titles.has(key)) found.add(index)
    else if (key.length > 3) titles.add(key)
  }
  return found
}

/** A number that stands further from the words than words do. */
function isSetApart(text: string): boolean {
  return text.length <= LONGEST_HEAD && /^\d{1,4}\s{2,}\p{Lu}|\p{L}\s{2,}\d{1,4}$/u.test(text)
}

function isBetween(number: number, before: number | undefined, after: number | undefined): boolean {
  if (before === undefined && after === undefined) return false
  const afterIt = before === undefined || (number > before && number - before <= FURTHEST)
  return afterIt && (after === undefined || (number < after && after - number <= FURTHEST))
}

function numberOf(text: string): number | null {
  const found = /^(\d{1,4})\s+\p{L}[^.!?]*$/u.exec(text) ?? /^\p{L}[^.!?]*\s(\d{1,4})$/u.exec(text)
  return found ? Number(found[1]) : null
}
