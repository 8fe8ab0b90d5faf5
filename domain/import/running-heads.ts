import { isBroken, startsSmall } from '#domain/import/sentence.ts'
import type { Strip } from '#domain/import/strip.ts'

/** How many times a head must come back before it is taken for one. */
const FEWEST = 3
const LONGEST_HEAD = 90
/** Strips at the top and the foot of a page among which heads and feet are looked for. */
const EDGE = 2

type Place = { index: number; page: boolean; broken: boolean; numbered: boolean }

/**
 * The indices of running heads and feet: short strips that come back at the edges of pages, with or without the page's
 * number, also misread by a letter or two. The one that is the title of the text or of a chapter itself stays.
 * @param isTitle true for a strip that is a heading in its own right, such as "CHAPTER IV" or a title in the contents list
 */
export function findRunningHeads(strips: readonly Strip[], isTitle: (index: number) => boolean): Set<number> {
  const clusters = new Map<string, Place[]>()
  for (const index of candidates(strips)) {
    const text = strips[index]?.text ?? ''
    const key = likeness(text)
    if (key.length < 3) continue
    const places = clusters.get(key) ?? []
    places.push({ index, page: atPage(strips, index), broken: interrupts(strips, index), numbered: /^\d|\d$/.test(text) })
    clusters.set(key, places)
  }
  const found = new Set<number>()
  for (const places of mergeAlike(clusters)) {
    if (places.length < FEWEST || !comesWithPages(places)) continue
    for (const [at, place] of places.entries()) {
      const ownTitle = at === 0 && !place.broken && (isTitle(place.index) || !place.numbered) && standsAlone(strips, place.index, places)
      if (!ownTitle) found.add(place.index)
    }
  }
  return found
}

/** Pages are known: the head is at their edges. They are not: it breaks into sentences, again and again. */
function comesWithPages(places: readonly Place[]): boolean {
  const atEdges = places.filter((place) => place.page).length
  const breaking = places.filter((place) => place.broken).length
  return atEdges * 3 >= places.length * 2 || breaking * 3 >= places.length
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
  return strips.flatMap((strip, index) => (strip.text.length <= LONGEST_HEAD && nearEdge(strips, index) ? [index] : []))
}

function nearEdge(strips: readonly Strip[], index: number): boolean {
  for (let at = index - EDGE + 1; at <= index + EDGE; at += 1) if (at === 0 || strips[at]?.page) return true
  return index === strips.length - 1 || ((strips[index]?.gap ?? 0) > 0 && (strips[index + 1]?.gap ?? 0) > 0)
}

function atPage(strips: readonly Strip[], index: number): boolean {
  for (let at = index - EDGE + 1; at <= index + EDGE; at += 1) if (at === 0 || strips[at]?.page) return true
  return false
}

function interrupts(strips: readonly Strip[], index: number): boolean {
  const before = strips[index - 1]?.text ?? ''
  const after = strips[index + 1]?.text ?? ''
  return (strips[index]?.gap ?? 0) + (strips[index + 1]?.gap ?? 0) > 0 && isBroken(before, after)
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
