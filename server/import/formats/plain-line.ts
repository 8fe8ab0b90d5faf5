import 'server-only'
import type { PhrasingContent } from 'mdast'

/** Words of which the writer would look at every sign and escape a few: most of a book, a third of the time of reading it. */
const WORDS = /^(?:(?!!\[|\]\()[^\\_\r\n\t])*$/u
/** What a line begins with where nothing is escaped for being its beginning. */
const BEGINNING = /^[\p{L}"'“”„‘’«»‹›—–¿¡…(]/u
const ESCAPED = /[*`[~]|<(?=[!/?A-Za-z])|&(?=[#A-Za-z])/g

const LETTER = /[\p{L}\p{N}]/u
/** Signs that are written as they are, and next to which stars mean what they should. */
const PUNCTUATION = /[\s"'()+,\-./:;=?\]«»¡¿‘-„‹›…–—]/

/**
 * Writes a line of plain words, emphasis around such words and references to notes, without looking at it sign by sign.
 * @param line without white space around it
 * @returns null where the writer has to look
 */
export function writePlainly(line: PhrasingContent[]): string | null {
  let written = ''
  for (const [at, node] of line.entries()) {
    const last = written.at(-1) ?? ' '
    if (node.type === 'text') {
      const { value } = node
      if (!WORDS.test(value) || (at === 0 && !BEGINNING.test(value)) || (last === ']' && value.startsWith('('))) return null
      written += value.replace(ESCAPED, '\\$&')
    } else if (node.type === 'footnoteReference') {
      if (last === '!') return null
      written += `[^${node.label}]`
    } else if (node.type === 'emphasis' || node.type === 'strong') {
      const [only, more] = node.children
      if (only?.type !== 'text' || more || !WORDS.test(only.value)) return null
      const next = line[at + 1]
      const after = next === undefined ? ' ' : next.type === 'text' ? next.value.charAt(0) : next.type === 'footnoteReference' ? ']' : ''
      if (!mayStandBeside(last, only.value.charAt(0)) || !mayStandBeside(after, only.value.at(-1) ?? '')) return null
      const stars = node.type === 'strong' ? '**' : '*'
      written += `${stars}${only.value.replace(ESCAPED, '\\$&')}${stars}`
    } else return null
  }
  return written.trim()
}

/** Whether stars between two signs are written without more: around a letter always, around anything else not beside a letter. */
function mayStandBeside(outside: string, inside: string): boolean {
  if (LETTER.test(inside)) return LETTER.test(outside) || PUNCTUATION.test(outside)
  return PUNCTUATION.test(inside) && !/\s/.test(inside) && PUNCTUATION.test(outside)
}
