import { readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import type { Strip } from '#domain/import/page/strip.ts'

/** A printed contents list: where it stands, and the keys of the titles in it. */
export type ContentsList = { from: number; to: number; keys: Set<string> }

/** So many empty lines are more than any paragraph has above it. */
export const ROOMY = 3
const FEWEST = 3
/** The share of a text that a list at its front takes up at most. */
const LONGEST_LIST = 0.05
/** Of so many lines at the front, one names what comes again; at the end, where other things stand as well, more do. */
const LINES_A_TITLE = { front: 20, end: 5 }
/** Between two titles of a list stand no more lines about what they head than this. */
const FURTHEST_TITLE = 40
/** So many pages that count up are those of a list. */
const FEWEST_PAGES = 5
const PAGE = /(?<=\s)(\d{1,4})\.?$/
/** Of so many entries one may do without a page, as one in roman numerals does. */
const ENTRIES_A_MISS = 5

/**
 * A contents list that only the room around it sets off, since more stands in it than titles with their pages: titles on several lines, what each chapter is
 * about, several chapters on a line. It ends above the first line with more room than any in it.
 * @param heading the line that says "Contents"
 */
export function listByRoom(strips: readonly Strip[], heading: number, isLast: boolean): ContentsList | null {
  const first = heading + 1
  const furthest = isLast ? strips.length : first + Math.floor(strips.length * LONGEST_LIST)
  const to = endByRoom(strips, first, furthest)
  if (to - first < FEWEST || (!isLast && to >= furthest)) return null
  const list = strips.slice(first, to)
  const keys = new Set(list.flatMap(({ text }) => keysOf(text)))
  const lines = list.length
  const again = comingAgain([...strips.slice(0, heading), ...strips.slice(to)], keys)
  const named = list.flatMap(({ text }, at) => (keysOf(text).some((key) => again.has(key)) ? [at] : []))
  const isThick = [...named, lines].every((at, index) => at - (named[index - 1] ?? 0) <= FURTHEST_TITLE)
  if (again.size >= FEWEST && isThick && again.size * LINES_A_TITLE[isLast ? 'end' : 'front'] >= lines) return { from: heading, to, keys }
  const pages = risingPages(list)
  return pages >= FEWEST_PAGES && pages * LINES_A_TITLE.end >= lines ? { from: heading, to, keys } : null
}

/**
 * The contents list of another volume, in the middle of a text: nearly each of its entries, however long, ends with a page, and the pages rise.
 * @param heading the line that says "Contents"
 */
export function listOfVolume(strips: readonly Strip[], heading: number): ContentsList | null {
  const to = endByRoom(strips, heading + 1, strips.length)
  const list = strips.slice(heading + 1, to)
  const entries = list.filter(({ gap }, at) => at === 0 || gap > 0).length
  const pages = risingPages(list)
  if (pages < FEWEST_PAGES || pages > entries || (entries - pages) * ENTRIES_A_MISS > entries) return null
  return { from: heading, to, keys: new Set(list.flatMap(({ text }) => keysOf(text))) }
}

/** Where a list ends: above the first line with more room than any in it. */
function endByRoom(strips: readonly Strip[], first: number, furthest: number): number {
  let most = 1
  let to = first + 1
  for (let strip = strips[to]; strip && to < furthest && !strip.heading; strip = strips[to]) {
    if (strip.gap >= ROOMY && strip.gap > most && to - first >= FEWEST) break
    most = Math.max(most, strip.gap)
    to += 1
  }
  return to
}

/** How many lines end with a page; none when the pages do not rise. */
function risingPages(list: readonly Strip[]): number {
  const pages = list.flatMap(({ text }) => (PAGE.test(text) ? [Number(PAGE.exec(text)?.[1])] : []))
  return pages.every((page, at) => at === 0 || page >= (pages[at - 1] ?? 0)) ? pages.length : 0
}

/** What a line may name: without its number and its page. */
function keysOf(text: string): string[] {
  const parts = readTitle(text.replace(/[\s.·…_]+\d{1,4}$/u, ''))
  return parts.title === parts.label ? [] : [titleKey(parts.title)].filter((key) => key.length > 2)
}

/** Those of the titles that stand by themselves on a line of the text. */
function comingAgain(strips: readonly Strip[], keys: ReadonlySet<string>): Set<string> {
  const again = new Set<string>()
  for (const { text } of strips) {
    if (text.length > 100) continue
    const key = titleKey(readTitle(text).title)
    if (keys.has(key)) again.add(key)
  }
  return again
}
