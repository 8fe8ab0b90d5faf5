/** Letters that no decomposition makes simple. */
export const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', '’': "'" }

/** Marks on letters that people leave out when they look for a word: accents, vowel points, the Arabic kashida. */
export const MARKS = '\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670'
const marks = new RegExp(`[${MARKS}]`, 'gu')

const plain = (letters: string): string =>
  letters
    .toLowerCase()
    .replace(/[ßæœøłđı’]/g, (letter) => SPELT[letter] ?? letter)
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFKC')

/** Words as they are compared: lower case, without accents, full-width letters as plain ones. */
export const fold = (text: string): string => plain(text)

/** A letter with the marks that belong to it. */
const LETTER = new RegExp(`[^${MARKS}][${MARKS}]*|[${MARKS}]+`, 'gsu')

/** The same with the place in the text of every unit of it, and the end of the text last. */
export function foldWithPlaces(text: string): { folded: string; places: number[] } {
  const places: number[] = []
  let folded = ''
  for (const { 0: letter, index } of text.matchAll(LETTER)) {
    const made = plain(letter)
    for (let unit = 0; unit < made.length; unit++) places.push(index)
    folded += made
  }
  places.push(text.length)
  return { folded, places }
}
