import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { isCapitals, readTitle } from '#domain/import/heading-words/titles.ts'
import type { Strip } from '#domain/import/page/strip.ts'
import { closesBracket, isBroken, startsLarge, startsSmall } from '#domain/import/words/sentence.ts'

/** How many times a head must come back before it is taken for one. */
const FEWEST = 3
const LONGEST_HEAD = 90
/** No more heads, feet and numbers than this stand together at the end of a page and the beginning of the next. */
const FURTHEST_TEXT = 6
/** Lines on a page, at least. */
const SHORTEST_PAGE = 18
/** Letters of the line above a head that nothing sets apart, at least: it is a full line of prose. */
const FULL_LINE = 40
/** Strips at the top and the foot of a page among which heads and feet are looked for. */
const EDGE = 2

type Place = { index: number; line: number; page: boolean; broken: boolean; numbered: boolean }

/**
 * The indices of running heads and feet: short strips that come back at the edges of pages, with or without the page's
 * number, also misread by a letter or two. The one that is the title of the text or of a chapter itself stays.
 * @param isTitle true for a strip that is a heading in its own right, such as "CHAPTER IV" or a title in the contents list
 */
export function findRunningHeads(strips: readonly Strip[], isTitle: (index: number) => boolean): Set<number> {
  const keys = new Map<number, string>()
  const counts = new Map<string, number>()
  // What goes on with a comma anywhere is a line of the text that comes again: a refrain.
  const refrains = new Set(strips.flatMap(({ text }) => (text.length <= LONGEST_HEAD && /[,;]$/.test(text) ? [likeness(text)] : [])))
  for (const index of candidates(strips)) {
    const key = likeness(strips[index]?.text ?? '')
    if (key.length < 3 || refrains.has(key)) continue
    keys.set(index, key)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  // Heads and feet follow each other: what is between two pieces of text is found by looking past all that come again.
  const comesAgain = (index: number) => (counts.get(keys.get(index) ?? '') ?? 0) >= FEWEST
  const lineOf: number[] = []
  for (const [index, strip] of strips.entries()) lineOf.push((lineOf[index - 1] ?? 0) + strip.gap + 1)
  const clusters = new Map<string, Place[]>()
  for (const [index, key] of keys) {
    const places = clusters.get(key) ?? []
    const text = strips[index]?.text ?? ''
    places.push({
      index,
      line: lineOf[index] ?? 0,
      page: atPage(strips, index),
      broken: interrupts(strips, index, comesAgain),
      numbered: /^\d|\d$/.test(text),
    })
    clusters.set(key, places)
  }
  const found = new Set<number>()
  for (const places of mergeAlike(clusters)) {
    if (places.length < FEWEST || !comesWithPages(places) || countUp(strips, places) || isRefrain(strips, places)) continue
    for (const [at, place] of places.entries()) {
      const below = !place.numbered && isLabel(strips[place.index - 1]?.text ?? '')
      const ownTitle = at === 0 && !place.broken && (isTitle(place.index) || !place.numbered) && standsAlone(strips, place.index, places)
      if (!below && !ownTitle) found.add(place.index)
    }
  }
  return found
}

/** "CHAPTER IV" alone: what stands below it is the title of a chapter, as often as it comes again over pages. */
function isLabel(text: string): boolean {
  const { word, label, title } = readTitle(text)
  return word !== null && label === title
}

/** "CHAPTER IV" on one page and "CHAPTER V" on the next one are titles of short chapters: a head would come again within its chapter. */
function countUp(strips: readonly Strip[], places: readonly Place[]): boolean {
  const texts = places.map(({ index }) => strips[index]?.text ?? '')
  const titles = texts.map((text) => readTitle(text))
  if (titles.every(({ word, number }, at) => word !== null && number !== null && number > (titles[at - 1]?.number ?? -1))) return true
  // Numbers in words that nobody can read still are another one each time.
  return new Set(texts).size === texts.length && texts.every((text) => text.split(/\s+/u).some((word) => findDivisionWord(word) !== null))
}

/** Lines that come again together, where no page is known, are a refrain: a head stands above other words each time. */
function isRefrain(strips: readonly Strip[], places: readonly Place[]): boolean {
  const below = new Set(places.map(({ index }) => likeness(strips[index + 1]?.text ?? '')))
  return !places.some(({ page }) => page) && below.size * 2 <= places.length
}

/** Pages are known: the head is at their edges. They are not: it breaks into sentences again and again, or comes at even distances. */
function comesWithPages(places: readonly Place[]): boolean {
  const atEdges = places.filter((place) => place.page).length
  const breaking = places.filter((place) => place.broken).length
  return atEdges * 3 >= places.length * 2 || breaking * 3 >= places.length || (breaking > 0 && isEven(places))
}

/** True when most of the places lie one page, of always the same number of lines, apart. */
function isEven(places: readonly Place[]): boolean {
  const steps = places.slice(1).map((place, at) => place.line - (places[at]?.line ?? 0))
  const typical = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
  const even = steps.filter((step) => Math.abs(step - typical) * 8 <= typical).length
  return places.length > FEWEST && typical >= SHORTEST_PAGE && even * 10 >= steps.length * 7
}

/** The first of its kind is a title of its own when it is set apart more than those that come after it. */
function standsAlone(strips: readonly Strip[], index: number, places: readonly Place[]): boolean {
  const around = (at: number) => (strips[at]?.gap ?? 0) + (strips[at + 1]?.gap ?? 0)
  const others = places
    .slice(1)
    .map((place) => around(place.index))
    .sort((a, b) => a - b)
  return !startsSmall(strips[index + 1]?.text ?? '') && (index < 3 || around(index) > (others[others.length >> 1] ?? 0))
}

function candidates(strips: readonly Strip[]): number[] {
  return strips.flatMap((strip, index) => {
    const mayBe =
      strip.text.length <= LONGEST_HEAD &&
      !isNote(strip.text) &&
      !closesBracket(strip.text) &&
      !isDirection(strip.text) &&
      // A head is a title: a term that is explained again and again begins with a small letter.
      !startsSmall(strip.text.replace(/^\d+\s+/, '')) &&
      (nearEdge(strips, index) || looksLikeHead(strip.text) || cutsIn(strips, index))
    return mayBe ? [index] : []
  })
}

/** The first or the last line of a note at the foot of a page, which may be the same on many pages: "* Ibid.", "hand." */
function isNote(text: string): boolean {
  return (
    /\b(?:ibid|op\. ?cit|loc\. ?cit)\b|^(?:[*†‡§¹²³⁰⁴-⁹]|[[(]\d{1,3}[\])])/iu.test(text) || (startsSmall(text) && /[.,;:!?]$/.test(text))
  )
}

/** What somebody in a play is to do, or where a saying comes from: all of it in brackets. */
const isDirection = (text: string) => /^(?:\([^()]*\)[\s.:,;]*)+$/.test(text)

/** A head in the midst of lines, where a scan left neither page nor gap around it: in capitals, or with a number set apart from it. */
function looksLikeHead(text: string): boolean {
  return isCapitals(text) || /^\d{1,4}\s{2,}\p{Lu}|\p{L}\s{2,}\d{1,4}$/u.test(text)
}

/**
 * A line that begins anew where the sentence of the line above goes on in the one below, with a small letter: lines of verse begin large, or are
 * shorter than the last line of a page.
 */
function cutsIn(strips: readonly Strip[], index: number): boolean {
  const own = strips[index]?.text ?? ''
  const [above = '', below = ''] = [strips[index - 1]?.text, strips[index + 1]?.text]
  return startsLarge(own) && startsSmall(below) && above.length >= FULL_LINE && isBroken(above, below)
}

function nearEdge(strips: readonly Strip[], index: number): boolean {
  for (let at = index - EDGE + 1; at <= index + EDGE; at += 1) if (at === 0 || strips[at]?.page) return true
  return index === strips.length - 1 || ((strips[index]?.gap ?? 0) > 0 && (strips[index + 1]?.gap ?? 0) > 0)
}

function atPage(strips: readonly Strip[], index: number): boolean {
  for (let at = index - EDGE + 1; at <= index + EDGE; at += 1) if (at === 0 || strips[at]?.page) return true
  return false
}

function interrupts(strips: readonly Strip[], index: number, comesAgain: (index: number) => boolean): boolean {
  let before = index - 1
  while (comesAgain(before) && index - before < FURTHEST_TEXT) before -= 1
  let after = index + 1
  while (comesAgain(after) && after - index < FURTHEST_TEXT) after += 1
  const own = strips[index]?.text ?? ''
  const isApart = (strips[index]?.gap ?? 0) + (strips[index + 1]?.gap ?? 0) > 0 || looksLikeHead(own) || cutsIn(strips, index)
  return isApart && isBroken(strips[before]?.text ?? '', strips[after]?.text ?? '')
}

/** What is left of a head when its number, its case and the letters that scans mix up are taken away. */
export function likeness(text: string): string {
  return text
    .replace(/^[\s\d[\](){}|.·•—–-]+|[\s\d[\](){}|.·•—–-]+$/gu, '')
    .toLowerCase()
    .replace(/[1|!ij]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/5/g, 's')
    .replace(/rn/g, 'm')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Clusters whose keys differ by a few letters become one; only rare ones are compared, with the frequent ones. */
function mergeAlike(clusters: ReadonlyMap<string, Place[]>): Place[][] {
  const frequent = [...clusters].filter(([, places]) => places.length >= FEWEST).slice(0, 500)
  const merged = new Map(frequent.map(([key, places]) => [key, [...places]]))
  for (const [key, places] of clusters) {
    if (merged.has(key)) continue
    const twin = frequent.find(([other]) => differsLittle(key, other))
    if (twin) merged.get(twin[0])?.push(...places)
  }
  return [...merged.values()].map((places) => places.sort((a, b) => a.index - b.index))
}

function differsLittle(a: string, b: string): boolean {
  const most = Math.floor(Math.min(a.length, b.length) / 6)
  if (Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[b.length] ?? 0) <= most
}
