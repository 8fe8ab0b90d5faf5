import { countingRuns } from '#domain/import/heading-words/counting-runs.ts'
import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { bareWord } from '#domain/import/heading-words/number-words.ts'
import { type OwnWords, readTitle } from '#domain/import/heading-words/titles.ts'

/** So many headings that count up show that their word counts chapters here. */
const FEWEST = 4

/** Fewer letters than this are no text of a chapter. */
const LEAST_TEXT = 120
/** "FEDERALIST No. 12", "Evening 3": a word and what may be a number, and nothing else. */
const COUNTED = /^(\p{L}{3,}) \S{1,12}(?: \S{1,8})?$/u

/** What counts pictures and pages, not chapters. */
const CAPTION = /^(?:fig|figur|abb|plat|tafel|tab|illustr|planche|pag|seit|стр|рис)/u

/** A line or heading by itself. */
export type Alone = { at: number; text: string }

/**
 * The words with which a text counts its chapters though they mean nothing of the kind elsewhere: one numbering runs through the whole of it,
 * each number beside the same word, with text between them.
 * @param letters between two places, both excluded
 */
export function findOwnWords(alone: readonly Alone[], letters: (from: number, to: number) => number): OwnWords {
  const counts = alone.flatMap(({ at, text }) => {
    const word = bareWord(COUNTED.exec(text)?.[1] ?? '')
    if (word === '' || CAPTION.test(word) || findDivisionWord(word) !== null) return []
    const { number, title, label } = readTitle(text, new Set([word]))
    return number !== null && title === label ? [{ at, form: word, value: number, sure: false }] : []
  })
  const formAt = new Map(counts.map(({ at, form }) => [at, form]))
  const all = letters(-1, Number.POSITIVE_INFINITY)
  const runs = countingRuns(counts, (from, to) => letters(from, to) >= LEAST_TEXT)
  const through = runs.filter((run) => run.length >= FEWEST && letters(run[0] ?? 0, run.at(-1) ?? 0) * 2 >= all)
  return new Set(through.flatMap(([first = -1]) => formAt.get(first) ?? []))
}

/** A heading that counts: the word before or after its number, and the number. */
export type Worded = { at: number; form: string; number: number }

/**
 * Words that stand between two headings by themselves, with the very number that their numbering lacks there: "CHAPTTRE IV" between chapters
 * three and five. Each with the word that it was meant to be.
 */
export function findMisspelt(alone: readonly Alone[], worded: readonly Worded[]): ReadonlyMap<string, string> {
  const meant = new Map<string, string>()
  const last = new Map<string, Worded>()
  for (const next of worded) {
    const before = last.get(next.form)
    last.set(next.form, next)
    if (!before || next.number <= before.number + 1) continue
    for (const { at, text } of alone) {
      const word = bareWord(COUNTED.exec(text)?.[1] ?? '')
      if (at <= before.at || at >= next.at || word === '' || findDivisionWord(word) !== null) continue
      const number = readTitle(text, new Set([word])).number ?? 0
      if (number > before.number && number < next.number) meant.set(word, next.form)
    }
  }
  return meant
}
