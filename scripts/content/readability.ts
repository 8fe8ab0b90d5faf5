/** How a text reads. `ease` is Flesch's reading ease: 60 to 70 is plain English, below 30 is hard. */
export type Readability = { words: number; sentences: number; medianSentence: number; longestSentence: number; ease: number }

/** A chapter whose sentences have more words than this, half of them, is too hard to read aloud. */
export const MOST_MEDIAN_WORDS = 24

/**
 * Measures English text. Syllables are estimated from spelling, which is right within a few per cent over a chapter.
 * Source: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
 */
export function measureReadability(text: string): Readability {
  const segments = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(joinInitials(text))]
  const lengths = segments.map(({ segment }) => wordsOf(segment).length).filter((length) => length > 0)
  const words = wordsOf(text)
  if (words.length === 0) return { words: 0, sentences: 0, medianSentence: 0, longestSentence: 0, ease: 0 }
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  const ease = 206.835 - 1.015 * (words.length / lengths.length) - 84.6 * (syllables / words.length)
  return {
    words: words.length,
    sentences: lengths.length,
    medianSentence: median(lengths),
    longestSentence: Math.max(...lengths),
    ease: Math.round(ease * 10) / 10,
  }
}

/** "C. L. R. James" is no end of a sentence. */
function joinInitials(text: string): string {
  return text.replace(/\b(\p{Lu})\. (?=\p{Lu})/gu, '$1 ')
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 ? above : (below + above) / 2
}

/** Groups of vowels, without a silent e or ed at the end; at least one. A number counts as one syllable a digit. */
function syllablesOf(word: string): number {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const digits = plain.match(/\d/g)?.length ?? 0
  const spoken = plain.replace(/(?<![td])ed$|(?<![lsxz]|ch|sh|ge|ce)es$|(?<!l|[aeiouy])e$|(?<=[aeiouy]l)e$/, '')
  return Math.max(1, (spoken.match(/[aeiouy]+/g)?.length ?? 0) + digits)
}
