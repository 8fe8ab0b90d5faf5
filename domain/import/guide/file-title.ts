/** A file's ending, not what follows the last dot in "Mr. Smith". */
const ENDING = /\.[\p{L}\p{N}]{1,8}$/u
/** Hyphens between numbers are of a date or of years. */
const HYPHENS = /(?<!\d)-+|-+(?!\d)/g
const DOTS = /(?<=\p{L})\.(?=\p{L})/gu

/**
 * A title out of the name of a file: "long-river.md" is "Long river". What stands between the words becomes spaces; where the name has
 * spaces, its hyphens and dots are its own.
 * @param language how the first letter is made a capital; a letter without one, as in Georgian or Chinese, stays
 * @returns an empty string when nothing of the name can be read
 */
export function titleOfFile(name: string, language?: string): string {
  const bare = (name.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(ENDING, '').replace(/_+/g, ' ').trim()
  const spaced = bare.includes(' ') ? bare : bare.replace(HYPHENS, ' ').trim()
  const words = (spaced.includes(' ') ? spaced : spaced.replace(DOTS, ' ')).replace(/\s+/g, ' ')
  if (!/[\p{L}\p{N}]/u.test(words)) return ''
  // "iPhone" begins as it likes; Georgian has capitals for whole lines alone.
  return words.replace(/^(?!\p{Script=Georgian})\p{Ll}(?!\p{Lu})/u, (first) => first.toLocaleUpperCase(language))
}
