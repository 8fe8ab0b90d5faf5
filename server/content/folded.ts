import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Chapter } from '#domain/guide.ts'
import { fold } from '#domain/search/fold.ts'
import { wordsOf } from '#domain/search/match.ts'

/** A chapter as it is searched: its numbered paragraphs, folded, and the words that stand in them. */
type FoldedChapter = { paragraphs: { label: string; folded: string }[]; words: Set<string> }

/** By the text's hash: chapters of a few long books, in UTF-16 units. */
const known = new LRUCache<string, FoldedChapter>({ maxSize: 20_000_000, sizeCalculation: ({ paragraphs }) => sizeOf(paragraphs) })

const sizeOf = (paragraphs: FoldedChapter['paragraphs']) => paragraphs.reduce((sum, { folded }) => sum + folded.length, 1)

/** The paragraphs of a chapter without anything that is left out when somebody looks for a word. */
export function foldedChapter({ revision, text, paragraphs }: Chapter): FoldedChapter {
  const found = known.get(revision)
  if (found) return found
  const folded = paragraphs.map(({ start, end, label }) => ({ label, folded: fold(text.slice(start, end)) }))
  const words = new Set(folded.flatMap((paragraph) => [...wordsOf(paragraph.folded)]))
  const made = { paragraphs: folded, words }
  known.set(revision, made)
  return made
}
