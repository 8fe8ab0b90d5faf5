import { spelling } from '#domain/anchoring/spelling.ts'
import { fold, foldWithPlaces } from '#domain/search/fold.ts'
import type { Excerpt } from '#domain/search.ts'

/** So many words are looked for together; more are left out. */
const MOST_TERMS = 6
/** Two words alike enough to be one word misspelt, as `spelling` counts it. */
const MISSPELT = 0.5
/** A shorter word has too many that are nearly like it. */
const SHORTEST_MISSPELT = 4
/** Letters of scripts that put no spaces between words, or hang endings of their own on short ones. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const LETTER = /[\p{L}\p{N}]/u
const WORDS = /[\p{L}\p{N}]{3,}/gu

/** The words of a question, folded, each once. */
export const termsOf = (asked: string): string[] =>
  [...new Set(fold(asked).match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [])].slice(0, MOST_TERMS)

/** The words that stand in a folded text. */
export const wordsOf = (folded: string): Set<string> => new Set(folded.match(WORDS))

/** Those of some words that a term may be a misspelling of, the likeliest first. */
export function misspelt(term: string, words: Iterable<string>): string[] {
  if (term.length < SHORTEST_MISSPELT || UNSPACED.test(term)) return []
  const alike = [...words].map((word) => ({ word, alike: spelling(term, word) })).filter(({ alike }) => alike >= MISSPELT)
  return alike
    .sort((one, other) => other.alike - one.alike)
    .slice(0, 3)
    .map(({ word }) => word)
}

type Hit = { start: number; end: number; worth: number }

/** Where a term stands in a folded text. Very short ones count only as whole words. */
function hitsOf(term: string, folded: string): Hit[] {
  const hits: Hit[] = []
  for (let start = folded.indexOf(term); start >= 0 && hits.length < 20; start = folded.indexOf(term, start + 1)) {
    const end = start + term.length
    const [before, after] = [folded[start - 1] ?? '', folded[end] ?? '']
    const isUnspaced = UNSPACED.test(term)
    const opens = isUnspaced || !LETTER.test(before)
    const closes = isUnspaced || !LETTER.test(after)
    if (term.length < 3 && !(opens && closes)) continue
    hits.push({ start, end, worth: opens && closes ? 1 : opens ? 0.8 : 0.5 })
  }
  return hits
}

/** A term as it was typed, and the words that it may have been meant for. */
export type Term = { typed: string; meant: readonly string[] }

/**
 * Where all of some terms stand in a folded text, and how well they do.
 * @returns null when one of them is not there
 */
export function match(folded: string, terms: readonly Term[]): { score: number; hits: Hit[] } | null {
  const found: Hit[] = []
  let score = 0
  for (const { typed, meant } of terms) {
    const exact = hitsOf(typed, folded)
    const hits = exact.length > 0 ? exact : meant.flatMap((word) => hitsOf(word, folded).map((hit) => ({ ...hit, worth: hit.worth * 0.4 })))
    if (hits.length === 0) return null
    score += Math.max(...hits.map(({ worth }) => worth)) + Math.min(hits.length, 5) * 0.02
    found.push(...hits)
  }
  return { score, hits: found.sort((one, other) => one.start - other.start) }
}

/** Letters shown before the first hit, and at most altogether. */
const [LEAD, LENGTH] = [60, 220]

/** The part of a text in which terms stand, with them told apart. */
export function excerptOf(text: string, terms: readonly Term[]): Excerpt {
  const { folded, places } = foldWithPlaces(text)
  const hits = (match(folded, terms)?.hits ?? []).map(({ start, end }) => ({ start: places[start] ?? 0, end: places[end] ?? text.length }))
  const first = hits[0]?.start ?? 0
  const from = first <= LEAD ? 0 : borderAfter(text, first - LEAD, first)
  const to = from + LENGTH >= text.length ? text.length : borderAfter(text, from + LENGTH, text.length)
  const parts: Excerpt = from > 0 ? [{ text: '… ', hit: false }] : []
  let at = from
  for (const { start, end } of hits) {
    if (start < at || end > to) continue
    if (start > at) parts.push({ text: text.slice(at, start), hit: false })
    parts.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < to) parts.push({ text: text.slice(at, to), hit: false })
  if (to < text.length) parts.push({ text: ' …', hit: false })
  return parts
}

/** The first place between words from one place on, or the end of a letter where none is near. */
function borderAfter(text: string, from: number, limit: number): number {
  const space = text.slice(from, Math.min(limit, from + 30)).search(/\s/)
  if (space >= 0) return from + space
  return text.slice(from - 1, from + 1).isWellFormed() ? from : from + 1
}
