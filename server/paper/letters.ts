import 'server-only'

/** Letters that the typefaces of our paper have. Digits, punctuation and marks count as letters of any script. */
const COVERED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/u
const LETTER = /\p{L}/gu

/** Whether a text can be printed: at most one letter in fifty is of a script that our typefaces lack. */
export function canBePrinted(text: string): boolean {
  const letters = text.match(LETTER) ?? []
  const strange = letters.filter((letter) => !COVERED.test(letter)).length
  return strange * 50 <= letters.length
}
