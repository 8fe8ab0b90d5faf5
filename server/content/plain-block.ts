import 'server-only'
import type { BlockContent, Paragraph } from 'mdast'
import { between, readPlainParagraph } from '#server/content/plain-paragraph.ts'

/** Blocks with nothing in them but what means one thing alone, and the notes to which they refer, which have to be there. */
type PlainBlock = { node: BlockContent; notes: string[] }

const HEADING = /^(?<marks>#{1,6}) (?<words>\S.*)$/
const ITEM = /^(?:(?<number>\d{1,9})(?=[.)])|(?=[-+*]))(?<mark>[-+*.)]) (?<words>\S.*)$/
const QUOTED = /^>(?: (?<words>.*))?$/
/** What may go on with a list above it over an empty line, or be such a list. */
const LIKE_A_LIST = /^(?:\s|$|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$))/m

/**
 * Reads a block that stands between empty lines: a paragraph, a heading, a quotation of paragraphs, or a list of which each item is one line.
 * @param line on which it begins; of places, only the lines are told
 * @param beside the blocks before and after it, which may belong to the same list
 * @returns null when the parser has to look at it
 */
export function readPlainBlock(block: string, line: number, beside: readonly (string | undefined)[]): PlainBlock | null {
  const sign = block.charAt(0)
  if (sign === '#') return readHeading(block, line)
  if (sign === '>') return readQuotation(block, line)
  const list = LIKE_A_LIST.test(block) && !beside.some((other) => other !== undefined && LIKE_A_LIST.test(other)) && readList(block, line)
  return list || asParagraph(readPlainParagraph(block, line), block, line)
}

/** A paragraph of the words that were read. */
function asParagraph(
  read: ReturnType<typeof readPlainParagraph>,
  block: string,
  line: number,
): { node: Paragraph; notes: string[] } | null {
  if (read === null) return null
  return {
    node: { type: 'paragraph', children: read.children, position: between(line, line + block.split('\n').length - 1) },
    notes: read.notes,
  }
}

function readHeading(block: string, line: number): PlainBlock | null {
  const { marks, words = '' } = HEADING.exec(block)?.groups ?? {}
  // Number signs at the end may be marks.
  const read = marks === undefined || words.endsWith('#') ? null : readPlainParagraph(words, line)
  const depth = marks?.length as 1 | 2 | 3 | 4 | 5 | 6
  return read && { node: { type: 'heading', depth, children: read.children, position: between(line, line) }, notes: read.notes }
}

function readQuotation(block: string, line: number): PlainBlock | null {
  const children: Paragraph[] = []
  const notes: string[] = []
  let from = 0
  const lines = block.split('\n').map((one) => QUOTED.exec(one)?.groups)
  if (lines.some((one) => one === undefined)) return null
  const words = lines.map((one) => one?.words ?? '')
  for (let at = 0; at <= words.length; at += 1) {
    if (at < words.length && words[at] !== '') continue
    const own = words.slice(from, at).join('\n')
    const read = asParagraph(readPlainParagraph(own, line + from), own, line + from)
    if (read === null) return null
    children.push(read.node)
    notes.push(...read.notes)
    from = at + 1
  }
  return { node: { type: 'blockquote', children, position: between(line, line + words.length - 1) }, notes }
}

function readList(block: string, line: number): PlainBlock | null {
  const items = block.split('\n').map((one) => ITEM.exec(one)?.groups)
  const [first] = items
  const children = []
  const notes: string[] = []
  for (const [at, item] of items.entries()) {
    const words = item?.words ?? ''
    // With another mark begins another list.
    const read = item?.mark === first?.mark ? asParagraph(readPlainParagraph(words, line + at), words, line + at) : null
    if (read === null) return null
    children.push({
      type: 'listItem' as const,
      spread: false,
      checked: null,
      children: [read.node],
      position: between(line + at, line + at),
    })
    notes.push(...read.notes)
  }
  const start = first?.number === undefined ? null : Number(first.number)
  const position = between(line, line + items.length - 1)
  return { node: { type: 'list', ordered: start !== null, start, spread: false, children, position }, notes }
}
