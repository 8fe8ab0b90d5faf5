import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** So many words in a row may stand in both texts: names, dates and common turns of phrase. One more is a copy. */
export const MOST_WORDS = 8

/** What names a work in a list, up to its year in brackets: a title is a fact, and nobody's prose. */
const WORK = /^ *- .*?\([^)]*\b(?:1[89]|20)\d\d\b[^)]*\)/gm

type Word = { word: string; start: number; end: number }

/**
 * The texts that a guide is about, for comparison only: `<folder>/<guide>-*.txt`.
 * @returns null when there are none
 */
export function readOriginal(folder: string, guide: string): string | null {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(`${guide}-`) && name.endsWith('.txt')) : []
  return names.length === 0 ? null : names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

/** Runs of more than eight words that a guide shares with the work it is about, in any of its files. */
export function checkOriginality(original: string, files: Pick<GuideFile, 'path' | 'source'>[]): ContentProblem[] {
  const known = new Set(runs(wordsOf(original)))
  return files.flatMap(({ path, source }) => {
    const words = wordsOf(source.replace(WORK, (line) => ' '.repeat(line.length)))
    const copied = runs(words).map((run) => known.has(run))
    return copied.flatMap((isCopy, index) => {
      if (!isCopy || copied[index - 1]) return []
      const end = copied.indexOf(false, index)
      const count = (end < 0 ? copied.length : end) - index + MOST_WORDS
      const [first, last] = [words[index], words[index + count - 1]]
      const quote = source.slice(first?.start, last?.end).replace(/\s+/g, ' ')
      return [
        { file: path, line: lineAt(source, first?.start ?? 0), sentence: `${count} words in a row stand in the work itself: "${quote}"` },
      ]
    })
  })
}

/** Every run of one word more than may be shared, in order; run n begins at word n. */
function runs(words: Word[]): string[] {
  return words.slice(MOST_WORDS).map((_, index) =>
    words
      .slice(index, index + MOST_WORDS + 1)
      .map(({ word }) => word)
      .join(' '),
  )
}

/** Words in small letters without accents; apostrophes are as good as each other. Offsets are those of the text as it is. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)].map((match) => ({
    word: match[0].replace(/’/g, "'").normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
