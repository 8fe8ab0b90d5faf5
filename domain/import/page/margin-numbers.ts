import type { Strip } from '#domain/import/page/strip.ts'

/** Where a number in the margin stands: the text of its strip without it, and the number as it is printed. */
export type MarginNumber = { text: string; printed: string; reason: 'number of a line' | 'page number' }

type Found = { index: number; value: number; text: string; printed: string }

/** "[15] and so on", as editions for schools number their lines. */
const BEFORE = /^\[(\d{1,4})\]\s+(?=\S)/
/** A number to the right of a line, further from it than words are from one another; or by itself. */
const BEHIND = /(?:(?<=\S)\s{2,}|^)(\d{1,4})$/
/** So many numbers at least show what they count. */
const FEWEST = 12
/** Every so many lines one is numbered. */
const STEPS = [5, 10]
/** Lines on a page, at least. */
const SHORTEST_PAGE = 18
/** The share of numbers that count on from the one before. */
const MOST = 0.9

/**
 * Numbers in the margins of a printed text, by the index of their strips: those of lines, every fifth or tenth, at either side, and those of
 * pages to the right of the lines at which they begin.
 */
export function findMarginNumbers(strips: readonly Strip[]): Map<number, MarginNumber> {
  const [before, behind] = [foundBy(strips, BEFORE), foundBy(strips, BEHIND)]
  const found = new Map<number, MarginNumber>()
  const take = (reason: MarginNumber['reason'], numbers: readonly Found[]) => {
    for (const { index, text, printed } of numbers) found.set(index, { text, printed, reason })
  }
  if (countsLines(before)) take('number of a line', before)
  const beside = behind.filter(({ text }) => text !== '')
  if (countsLines(beside)) take('number of a line', beside)
  else take('page number', pagesIn(behind))
  return found
}

function foundBy(strips: readonly Strip[], mark: RegExp): Found[] {
  return strips.flatMap((strip, index) => {
    const printed = mark.exec(strip.text)
    if (!printed) return []
    return [{ index, value: Number(printed[1]), text: strip.text.replace(mark, ''), printed: printed[0].trim() }]
  })
}

/** Numbers of lines go up by the same step, and begin anew at it on every page or in every poem. */
function countsLines(numbers: readonly Found[]): boolean {
  if (numbers.length < FEWEST) return false
  return STEPS.some((step) => {
    const goesOn = numbers.filter(({ value }, at) => value === step || (at > 0 && value === (numbers[at - 1]?.value ?? 0) + step))
    return goesOn.length >= numbers.length * MOST
  })
}

/** The longest run of numbers that go up by one, a page apart. */
function pagesIn(numbers: readonly Found[]): Found[] {
  let best: Found[] = []
  const open = new Map<number, Found[]>()
  for (const one of numbers) {
    const run = [...(open.get(one.value - 1) ?? open.get(one.value - 2) ?? []), one]
    open.set(one.value, run)
    if (run.length > best.length) best = run
  }
  const [first, last] = [best[0], best.at(-1)]
  if (!first || !last || best.filter(({ text }) => text !== '').length < FEWEST) return []
  return last.index - first.index >= (best.length - 1) * SHORTEST_PAGE ? best : []
}
