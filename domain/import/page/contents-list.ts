import { isBareLabel, readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import { type ContentsList, listByRoom, listOfVolume, ROOMY } from '#domain/import/page/contents-by-room.ts'
import type { Strip } from '#domain/import/page/strip.ts'
import { endsSentence, startsSmall } from '#domain/import/words/sentence.ts'

const HEADING =
  /^(?:(?:table of )?contents(?: page)?|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|indice|sumário|inhoud(?:sopgave)?|содержание|оглавление|зміст|spis (?:treści|rzeczy)|obsah|innehåll|indhold|innhold|sisällys(?:luettelo)?|sisältö|tartalom|enhavo|cuprins|περιεχόμενα|目[录錄次]|차례|목차|المحتويات|תוכן(?: העניינים)?)[.:]?$/iu
/** What some books call their contents list, though it is another list in most: only at the front is it one. */
const FRONT_HEADING = /^(?:index|register|tabula|table)[.:]?$/iu
/** The share of a text that its front takes up at most. */
const FRONT = 0.1
const ENTRY = /^(.*?[^\s.·…_])(?:(?:\s*[.·…_]){2,}\s*|\s+·\s+|\s{2,}|\s+(?:p\.?\s*)?)(\d{1,4}|[ivxlc]{1,6})\.?$/iu
/** What stands over the column of pages. */
const COLUMN =
  /^(?:\p{L}{3,8}\.?\s+·\s+)?(?:page|pages?|pag|pagina|página|seite|bladz(?:ijde)?|blz|sid(?:a|e)?|str(?:ana|ona)?|стр(?:аница)?)\.?$/iu
const LONGEST_ENTRY = 110
const FEWEST = 3
/** No more empty lines than this set the groups of a list apart. */
const FEWEST_APART = 2
/** Within so many lines of a list stands its next page, and so many pages on. */
const FURTHEST = 4
const FURTHEST_PAGE = 400
/** More lines than this that may be its heading are none. */
const MOST_HEADINGS = 4
/** Lines of prose have more letters than this. */
const LEAST_PROSE = 50
/** The number of a chapter right before its title, with no mark between them. */
const NUMERAL = /^[IVXLC]{1,8}\s+(?=\p{Lu})/u
/** Letters that two titles have in common when they are one. */
const LEAST_SAME = 24

/** The printed contents lists among strips: that of the text, and those of further volumes. Each with the keys of its titles. */
export function findContentsLists(strips: readonly Strip[]): ContentsList[] {
  const found = findContentsList(strips)
  if (!found) return []
  const others = strips.flatMap(({ text }, at) => (HEADING.test(text) && (at < found.from || at >= found.to) ? [at] : []))
  return [found, ...others.slice(0, MOST_HEADINGS).flatMap((at) => listOfVolume(strips, at) ?? [])]
}

/**
 * The printed contents list among strips: what stands under the heading "Contents", or lines with leaders and page numbers,
 * when its titles come again in the text or its page numbers count up. Null when there is none.
 */
function findContentsList(strips: readonly Strip[]): ContentsList | null {
  const isHeading = ({ text }: Strip, at: number) =>
    HEADING.test(text) ||
    (FRONT_HEADING.test(text) &&
      (at >= strips.length * (1 - FRONT) || (at < strips.length * FRONT && ENTRY.test(strips[at + 3]?.text ?? ''))))
  const headings = strips.flatMap((strip, at) => (isHeading(strip, at) ? [at] : [])).slice(0, MOST_HEADINGS)
  const readAll = (read: (at: number) => ContentsList | null) =>
    headings.reduce<ContentsList | null>((found, at) => found ?? read(at), null)
  const isLast = (at: number) => at > strips.length * (1 - FRONT)
  if (headings.length > 0) {
    const read = readAll((at) => (isLast(at) ? null : readList(strips, at, at + 1)))
    // Where nothing sets the last line apart from the next one, what the chapters are about stands between their titles.
    const isWhole = read !== null && (strips[read.to]?.gap ?? ROOMY) >= ROOMY
    const set = isWhole ? null : readAll((at) => listByRoom(strips, at, isLast(at)))
    return set && (read === null || set.to > read.to) ? set : read
  }
  // Without pages such a list is one when what it names comes again.
  const table = strips.findIndex(({ text }, at) => FRONT_HEADING.test(text) && at < strips.length * FRONT)
  const named = table < 0 ? null : listByRoom(strips, table, false)
  if (named) return named
  const from = strips.findIndex((_, at) => [0, 1, 2, 3].every((step) => hasLeaders(strips[at + step]?.text ?? '')))
  return from < 0 ? null : readList(strips, from, from)
}

/** What stands below the heading of a list, or from its first line on. */
function readList(strips: readonly Strip[], from: number, first: number): ContentsList | null {
  const keys = new Set<string>()
  const opening = new Set<string>()
  const numbers: number[] = []
  let to = first
  let most = 1
  let untaken = ''
  for (; to < strips.length; to += 1) {
    if (to > first && strips[to]?.heading) break
    const { text = '', gap = 0 } = strips[to] ?? {}
    if (COLUMN.test(text)) continue
    // With more room above it than anything in the list, and prose below: the preface that follows.
    if (to - first >= FEWEST && gap > Math.max(most, FEWEST_APART) && isAboveProse(strips, to)) break
    most = Math.max(most, gap)
    const entry = isLabel(text) ? null : ENTRY.exec(text)
    const title = entry?.[1] ?? text
    const told = readTitle(title)
    const key = titleKey(told.title)
    const below = strips[to + 1]
    // In the text a title may stand on two lines.
    const joined = below?.gap === 0 ? [titleKey(`${title} ${below.text}`)] : []
    const isFirst = [key, titleKey(title), ...joined].some((one) => opening.has(one) || goesOn(one, opening))
    if (!entry && (isFirst || isProse(text, strips[to + 1]))) {
      // The number above the title of the first chapter is the chapter's; above another number stands the last entry.
      if (isFirst && !isBareLabel(told) && to > first && isBareLabel(readTitle(strips[to - 1]?.text ?? ''))) to -= 1
      break
    }
    if (!entry && numbers.length >= FEWEST && gap > 1 && !goesOnCounting(strips, to, numbers.at(-1) ?? 0)) break
    if (entry && /^\d+$/.test(entry[2] ?? '')) numbers.push(Number(entry[2]))
    // A number alone is no title: it says nothing of where it comes again. Nor is what stands in brackets, a picture.
    const isNumber = (told.word === null && isBareLabel(told)) || text.startsWith('[')
    for (const one of isNumber ? [] : [key, titleKey(title), titleKey(untaken + title)]) if (one.length > 2) keys.add(one)
    untaken = entry ? '' : title
    if (to - first < FEWEST)
      for (const one of [key, titleKey(title), titleKey(title.replace(NUMERAL, ''))]) if (one.length > 2) opening.add(one)
  }
  const entries = to - first
  if (entries < FEWEST) return null
  const ascending = numbers.filter((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0)).length
  return comeAgain(strips, to, keys) || (ascending >= FEWEST && ascending * 10 >= entries * 5) ? { from, to, keys } : null
}

/** True when three full lines or more stand below a line. */
function isAboveProse(strips: readonly Strip[], at: number): boolean {
  return [2, 3].every((step) => strips[at + step]?.gap === 0 && (strips[at + step - 1]?.text.length ?? 0) > LEAST_PROSE)
}

/** True when right below a line, the name of a part perhaps, the pages count on. */
function goesOnCounting(strips: readonly Strip[], from: number, last: number): boolean {
  const next = strips.slice(from + 1, from + 1 + FURTHEST).flatMap(({ text }) => (isLabel(text) ? [] : (ENTRY.exec(text)?.[2] ?? [])))
  const page = Number(next[0])
  return page >= last && page <= last + FURTHEST_PAGE
}

/** True when a line begins with a line of the list and goes on: the same title, broken elsewhere. */
function goesOn(key: string, opening: ReadonlySet<string>): boolean {
  return key.length >= LEAST_SAME && [...opening].some((one) => one.length >= LEAST_SAME && (key.startsWith(one) || one.startsWith(key)))
}

/** "CHAPTER I" is not "CHAPTER" on page i. */
function isLabel(text: string): boolean {
  const { word, label, title } = readTitle(text)
  return word !== null && label === title
}

function hasLeaders(text: string): boolean {
  return /(?:\.\s?){3,}\s*\w+$|[…·_]{2,}\s*\w+$/u.test(text) && ENTRY.test(text)
}

function isProse(text: string, next: Strip | undefined): boolean {
  if (text.length > LONGEST_ENTRY) return true
  return (endsSentence(text) && text.length > 60) || (next !== undefined && next.gap === 0 && startsSmall(next.text) && text.length > 50)
}

/** True when two titles of the list stand in the text after it. */
function comeAgain(strips: readonly Strip[], from: number, keys: ReadonlySet<string>): boolean {
  const again = new Set<string>()
  for (let at = from; at < strips.length; at += 1) {
    const text = strips[at]?.text ?? ''
    if (text.length > LONGEST_ENTRY) continue
    const below = strips[at + 1]
    const said = [readTitle(text).title, ...(below?.gap === 0 ? [`${text} ${below.text}`] : [])].map(titleKey)
    for (const key of said) if (keys.has(key)) again.add(key)
    if (again.size === 2) return true
  }
  return false
}
