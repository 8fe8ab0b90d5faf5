import search from 'approx-string-match'
import { widenToGraphemes } from '#domain/anchoring/graphemes.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** A description to be found: a quote, and whatever is known of its surroundings and its place. */
export type Quote = { exact: string; prefix?: string; suffix?: string; start?: number }

/** Where a quote was found, and how sure that is: 1 when its words and its context stand there unchanged. */
export type Anchored = Passage & { score: number }

/** Below either of these likenesses (1 is equal), what was found is a look-alike. Context is the better of both sides. */
const QUOTE_MIN = 0.75
const CONTEXT_MIN = 0.7

/** An exact quote of this many units that stands only once needs no context. */
const TELLING = 32

/** A quote without any context must be this like, and this long, to be found at all unless it stands there exactly. */
const BARE_QUOTE_MIN = 0.9
const BARE_LENGTH_MIN = 12

/** A longer quote is found by its two ends, so that no quote costs more than this to find. */
const ENDS = 128

/** At most this many places are weighed for one quote. */
const CANDIDATES_MAX = 256

/**
 * Finds a quote in a text. Where it stands exactly, the place with the best context and then the nearest position
 * is taken; else a place where it stands with small differences, if enough of its context stands there too.
 * For passages of a known earlier edition `reanchor` is both surer and faster; this is for quotes from elsewhere.
 * @param text the chapter's plain text
 * @param quote `start` is a UTF-16 offset and only decides between equals
 * @returns UTF-16 offsets, `end` exclusive, on graphemes; null when nothing is like enough
 */
export function anchor(text: string, quote: Quote): Anchored | null {
  if (quote.exact.trim() === '') return null
  const found =
    bestOf(text, quote, exactPlaces(text, quote)) ??
    bestOf(text, quote, similarPlaces(text, quote, likelyWindows(text, quote))) ??
    bestOf(text, quote, similarPlaces(text, quote, [{ start: 0, end: text.length }]))
  if (!found) return null
  return { ...widenToGraphemes(text, found), score: found.score }
}

/** A place that may be the quote's: `quoted` is how like its words are, from 0 to 1; `only` that no other place has them. */
type Place = Passage & { quoted: number; only: boolean }

/** Every place where the quote stands exactly; of very many, those nearest its position. */
function exactPlaces(text: string, { exact, start }: Quote): Place[] {
  const starts: number[] = []
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) starts.push(at)
  const nearest = starts.length > CANDIDATES_MAX ? starts.sort((x, y) => Math.abs(x - (start ?? 0)) - Math.abs(y - (start ?? 0))) : starts
  return nearest.slice(0, CANDIDATES_MAX).map((at) => ({ start: at, end: at + exact.length, quoted: 1, only: starts.length === 1 }))
}

/** Where to look for a changed quote first: beside its context and near its position. */
function likelyWindows(text: string, { exact, prefix = '', suffix = '', start }: Quote): Passage[] {
  const reach = exact.length + Math.floor(exact.length * (1 - QUOTE_MIN)) + 8
  return [
    ...placesOf(text, prefix).map((at) => ({ start: at + prefix.length, end: at + prefix.length + reach })),
    ...placesOf(text, suffix).map((at) => ({ start: at - reach, end: at })),
    ...(start === undefined ? [] : [{ start: start - reach, end: start + exact.length + reach }]),
  ]
}

/** Places in some windows of the text where the quote stands with differences. */
function similarPlaces(text: string, { exact }: Quote, windows: Passage[]): Place[] {
  const places = new Map<string, Place>()
  for (const window of windows) {
    const from = Math.max(0, window.start)
    for (const { start, end, quoted } of searchIn(text.slice(from, Math.max(from, window.end)), exact)) {
      const place = { start: from + start, end: from + end, quoted, only: false }
      if (places.size < CANDIDATES_MAX) places.set(`${place.start} ${place.end}`, place)
    }
  }
  return [...places.values()]
}

/** Where a piece of context stands exactly; nowhere, if it is too short or too common to tell. */
function placesOf(text: string, context: string): number[] {
  const starts: number[] = []
  if (context.trim().length < 8) return starts
  for (let at = text.indexOf(context); at >= 0 && starts.length < 16; at = text.indexOf(context, at + 1)) starts.push(at)
  return starts
}

/** The places in a text that are most like a quote, and like enough. */
function searchIn(text: string, exact: string): (Passage & { quoted: number })[] {
  if (exact.length > 2 * ENDS) return searchEnds(text, exact)
  const errorsMax = Math.floor(exact.length * (1 - QUOTE_MIN))
  const matches = search(text, exact, errorsMax).slice(0, CANDIDATES_MAX)
  return matches.map(({ start, end, errors }) => ({ start, end, quoted: 1 - errors / exact.length }))
}

/** The places that begin like a long quote and end like it, about as far apart as they were. */
function searchEnds(text: string, exact: string): (Passage & { quoted: number })[] {
  const heads = searchIn(text, exact.slice(0, ENDS)).slice(0, 16)
  const tails = searchIn(text, exact.slice(-ENDS)).slice(0, 16)
  return heads.flatMap((head) =>
    tails
      .filter((tail) => Math.abs(tail.end - head.start - exact.length) <= exact.length * (1 - QUOTE_MIN))
      .map((tail) => ({ start: head.start, end: tail.end, quoted: (head.quoted + tail.quoted) / 2 })),
  )
}

/** The place with the best score among those that are like enough, or null. */
function bestOf(text: string, quote: Quote, places: Place[]): Anchored | null {
  let best: Anchored | null = null
  for (const place of places) {
    const score = scoreOf(text, quote, place)
    if (score !== null && (!best || score > best.score)) best = { start: place.start, end: place.end, score }
  }
  return best
}

/** How sure a place is, from 0 to 1; null if it is a look-alike. Position is worth so little that it only decides between equals. */
function scoreOf(text: string, quote: Quote, place: Place): number | null {
  const { exact, prefix = '', suffix = '', start } = quote
  const away = start === undefined ? 0 : Math.min(1, Math.abs(place.start - start) / Math.max(1, text.length))
  const isHere = place.start === start && place.quoted === 1
  if (prefix === '' && suffix === '') {
    const likeEnough = place.quoted === 1 || (place.quoted >= BARE_QUOTE_MIN && exact.length >= BARE_LENGTH_MIN)
    return likeEnough ? place.quoted * 0.98 - away * 0.02 : null
  }
  const before = prefix === '' ? 0 : contextLikeness(text.slice(Math.max(0, place.start - prefix.length * 2), place.start), prefix, 'end')
  const after = suffix === '' ? 0 : contextLikeness(text.slice(place.end, place.end + suffix.length * 2), suffix, 'start')
  const context = Math.max(before, after)
  const isTelling = place.only && exact.length >= TELLING
  if (place.quoted < QUOTE_MIN || (context < CONTEXT_MIN && !isTelling && !isHere)) return null
  const known = Number(prefix !== '') + Number(suffix !== '')
  return place.quoted * 0.58 + ((before + after) / known) * 0.4 + (1 - away) * 0.02
}

/**
 * How much of a piece of context stands in a stretch of text, at the end that touches the quote.
 * A stretch of text is twice as long as the context, so that words put in between do not hide it.
 */
function contextLikeness(stretch: string, context: string, touching: 'start' | 'end'): number {
  const adjoins = touching === 'end' ? stretch.endsWith(context) : stretch.startsWith(context)
  if (adjoins) return 1
  const errorsMax = Math.floor(context.length * (1 - CONTEXT_MIN))
  const best = search(stretch, context, errorsMax)[0]
  return best ? 1 - best.errors / context.length : 0
}
