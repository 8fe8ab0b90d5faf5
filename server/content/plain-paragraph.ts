import 'server-only'
import type { PhrasingContent } from 'mdast'

/** What a paragraph begins a line with, where nothing above it can make something else of it: no heading, list, table, quotation or rule. */
const LINE_START =
  /^(?!\d{1,9}[.)](?:\s|$))(?:[^\s\p{Cc}\p{Cs}\\`*_~<[&#>+=|:!-]|\\[!-/:-@[-`{-~]|\*{1,2}[^\s*]|_{1,2}[^\s_]|`[^`]|\[(?![\^\]])[^[\]\\]+\]\()/u
/**
 * The pieces of a paragraph that mean one thing alone: words, signs that begin nothing where they stand, an escaped sign, the end of a line (with a
 * backslash, a break), code, one or two stars or low lines, a reference to a note, a link around words.
 */
const PIECE =
  /(?<words>[^\p{Cc}\p{Cs}\\`*_~<[&\p{Variation_Selector}]+|(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])|<(?![!/?A-Za-z])|&(?![#A-Za-z\d])|\\(?![!-/:-@[-`{-~\n]))|\\(?<escaped>[!-/:-@[-`{-~])|(?<end>\\?\n)|`(?<code>[^`\p{Cc}\p{Cs}]+)`(?!`)|(?<stars>\*{1,2}|_{1,2})(?![*_])|(?<!!)\[\^(?<note>[A-Za-z0-9-]+)\]|(?<!!)\[(?<label>[^\s\p{Cc}\p{Cs}\\`*_~<[\]&!^\p{Variation_Selector}][^\p{Cc}\p{Cs}\\`*_~<[\]&!\p{Variation_Selector}]*)\]\((?<url>[^\s\p{Cc}\p{Cs}\\()<>&]+)\)/uy
/** What only the parser knows to link. */
const ADDRESS = /www\.|https?:\/\/|[-.\w+]@[-\w]/i

/** Signs next to stars of which every reader of Markdown says the same; those of Chinese or Japanese have rules of their own. */
const LETTER = /[0-9\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/u
const PUNCTUATION = /[!-)+-/:-@[-^`{-}«»¡¿‘-„‹›†‡…–—]/

/**
 * Reads a paragraph in which every sign means one thing, with emphasis that stands alone, as most paragraphs of books are.
 * @param line on which it begins; of places, only the lines are told
 * @returns what stands in it and the ids of the notes that it refers to, which have to be there; null when the parser has to look at it
 */
export function readPlainParagraph(block: string, line: number): { children: PhrasingContent[]; notes: string[] } | null {
  if (!block.split('\n').every((one) => LINE_START.test(one) && !/\s$/.test(one))) return null
  const notes: string[] = []
  const children: PhrasingContent[] = []
  let open: { into: PhrasingContent[]; stars: string; line: number } | null = null
  let at = line
  let words = ''
  let from = line
  const push = (node: PhrasingContent) => (open?.into ?? children).push(node)
  const flush = () => {
    if (words !== '') push({ type: 'text', value: words, position: between(from, at) })
    const isWhole = !ADDRESS.test(words)
    words = ''
    return isWhole
  }
  PIECE.lastIndex = 0
  for (let index = 0; index < block.length; index = PIECE.lastIndex) {
    const { words: plain, escaped, end, code, stars, note, label, url } = PIECE.exec(block)?.groups ?? {}
    const piece = plain ?? escaped ?? (end === '\n' ? end : undefined)
    if (piece !== undefined) {
      if (words === '') from = at
      words += piece
      if (end) at += 1
      continue
    }
    if (!flush()) return null
    if (end) {
      push({ type: 'break', position: between(at, at) })
      at += 1
    } else if (code) push({ type: 'inlineCode', value: code.replace(/^ (?=.*[^ ])(.*) $/, '$1'), position: between(at, at) })
    else if (note) {
      notes.push(note.toLowerCase())
      push({ type: 'footnoteReference', identifier: note.toLowerCase(), label: note, position: between(at, at) })
    } else if (label !== undefined && url !== undefined) {
      if (ADDRESS.test(label)) return null
      const inside = { type: 'text' as const, value: label, position: between(at, at) }
      push({ type: 'link', title: null, url, children: [inside], position: between(at, at) })
    } else if (stars) {
      const side = sideOf(block.charAt(index - 1), block.charAt(index + stars.length))
      if (side === 'opens' && open === null) open = { into: [], stars, line: at }
      else if (side === 'closes' && open?.stars === stars) {
        const { into, line: began } = open
        open = null
        push({ type: stars.length === 1 ? 'emphasis' : 'strong', children: into, position: between(began, at) })
      } else return null
    } else return null
  }
  return flush() && open === null ? { children, notes } : null
}

/** Whether stars begin or end emphasis, by the signs next to them; null when they may do either, or neither. */
function sideOf(before: string, after: string): 'opens' | 'closes' | null {
  const [left, right] = [kindOf(before), kindOf(after)]
  if (left === null || right === null || left === right) return null
  if (right === 'space') return 'closes'
  if (left === 'space') return 'opens'
  return right === 'letter' ? 'opens' : 'closes'
}

function kindOf(sign: string): 'space' | 'letter' | 'punctuation' | null {
  if (sign === '' || /\s/.test(sign)) return 'space'
  if (LETTER.test(sign)) return 'letter'
  return PUNCTUATION.test(sign) ? 'punctuation' : null
}

/** The line is what is told of a place; programs that go on with the tree want the rest to be there. */
export const between = (first: number, last: number) => ({ start: placeAt(first), end: placeAt(last) })
const placeAt = (line: number) => ({ line, column: 1, offset: 0 })
