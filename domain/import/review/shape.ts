import { isBareLabel, isCapitals, readTitle } from '#domain/import/heading-words/titles.ts'

/**
 * What lines look like that are titles of one kind: "Chapter 4" and "Chapter 5", a number alone, a number before a title, capitals, the mark
 * at their beginning. Two lines look alike when this is the same; null for a line that looks like any other.
 */
export function shapeOf(line: string): string | null {
  const text = line.trim()
  if (text === '' || text.length > 160) return null
  const parts = readTitle(text)
  if (parts.word !== null) return `word ${parts.word}`
  if (parts.number !== null) {
    const script = /\p{Nd}/u.test(parts.label) ? 'digits' : 'letters'
    return `number ${script} ${isBareLabel(parts) ? 'alone' : (/[^\p{L}\p{Nd}\s]/u.exec(parts.label)?.[0] ?? '')}`
  }
  if (isCapitals(text)) return `capitals ${/[.:]$/.test(text) ? 'closed' : 'open'}`
  const mark = /^[^\p{L}\p{N}\s"'“‘«(]+/u.exec(text)?.[0]
  return mark === undefined ? null : `mark ${mark}`
}
