import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Tally } from '#domain/import/blocks/text.ts'

/** A word: a letter of a script that sets no spaces, or letters and digits together. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+/gu
/** Marks that only say where a word may be divided. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
/** Raised and lowered digits: words of their own beside what they stand at, as the file had them. */
const SCRIPTS = /[⁰¹²³⁴-⁹₀-₉]+/g
const PLAIN = /^[\x20-\x7e\n\t]*$/
/** The same words, found several times faster. */
const PLAIN_WORD = /[A-Za-z\d]+/g
/** Western and Cyrillic letters that are written one way only, with the marks and spaces that stand between them. */
const EUROPEAN =
  /^[\x20-\x7e\n\t\u00a0§°·«»¡¿\u2002-\u200a\u202f†‡•′″€\u00c0-\u00ff\u0152\u0153\u0178\u0400-\u0481\u048a-\u04ff–—‘’‚“”„…]*$/
const EUROPEAN_WORD = /[A-Za-z\d\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0178\u0400-\u0481\u048a-\u04ff]+/g

/** Counts words. Raised digits and ligatures count as what they stand for. */
export class WordCount {
  readonly words = new Map<string, number>()

  /** Adds the words of plain text, `times` each. */
  add(text: string, times = 1): void {
    for (const word of wordsOf(text)) this.words.set(word, (this.words.get(word) ?? 0) + times)
  }

  /** Adds the words of inline Markdown, `times` each. */
  addInline(markdown: string, times = 1): void {
    this.add(plainInline(markdown), times)
  }
}

function wordsOf(text: string): string[] {
  if (PLAIN.test(text)) return text.match(PLAIN_WORD) ?? []
  const seen = text.replace(UNSEEN, '')
  if (EUROPEAN.test(seen)) return seen.match(EUROPEAN_WORD) ?? []
  return seen.replace(SCRIPTS, ' $& ').normalize('NFKC').match(WORD) ?? []
}

/** How often each word stands in these texts. */
export function tally(texts: Iterable<string>): Tally {
  const count = new WordCount()
  for (const text of texts) count.add(text)
  return count.words
}

/** The words of a tally together. */
export function sumOf(words: Tally): number {
  let sum = 0
  for (const count of words.values()) sum += count
  return sum
}
