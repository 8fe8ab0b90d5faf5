import { lowest } from '#domain/import/blocks/long-lists.ts'
import { markAt } from '#domain/import/blocks/piece.ts'
import type { ImportedSection } from '#domain/import/blocks/text.ts'

type Block = ImportedSection['blocks'][number]

/** Chapters begin their headings with `##`, and go no deeper than `####`. */
const TOP_LEVEL = 2
const LOWEST_LEVEL = 4

/**
 * Writes blocks as Markdown, notes at the end.
 * @param notes the notes that the whole text refers to, by id: a note may stand far from the words that refer to it
 */
export function writeMarkdown(blocks: readonly Block[], notes: ReadonlyMap<string, string>): string {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
  const shift = TOP_LEVEL - Math.min(lowest(levels), 6)
  const referred = new Set(blocks.flatMap(textsOf).flatMap(referencesIn))
  // Notes may refer to notes, one after another without end: what is added here is come to as well.
  for (const id of referred) for (const other of referencesIn(notes.get(id) ?? '')) referred.add(other)
  const written = blocks.flatMap((block, index): string[] => {
    // A note that nothing refers to stays where it stands, as words.
    if (block.kind === 'note') return notes.has(block.id) ? [] : [guard(block.text)]
    return [writeBlock(block, shift, follows(blocks[index - 1], block))]
  })
  const footnotes = [...referred].flatMap((id) => {
    const text = notes.get(id)
    return text === undefined ? [] : [`[^${id}]: ${guard(text) || '…'}`]
  })
  return [...written.filter((text) => text !== ''), ...footnotes].map((text) => `${withoutStrayReferences(text, notes)}\n`).join('\n')
}

/** The texts in a block, each a line of inline Markdown. */
export function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'quotation':
      return block.paragraphs
    case 'list':
      return block.items
    case 'verse':
      return block.lines
    case 'divider':
    case 'note':
      return []
    default:
      return [block.text]
  }
}

/** True for a block that has a number on the page. */
export function isNumbered(block: Block): boolean {
  return block.kind !== 'heading' && block.kind !== 'divider' && block.kind !== 'note' && textsOf(block).some((text) => text.trim() !== '')
}

/** The ids of the notes that a text refers to. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/(?<!\\)\[\^([^\]\s]+)\]/g)].map(([, id = '']) => id)
}

/** A reference to a note that is not there becomes the words that it is. */
function withoutStrayReferences(text: string, notes: ReadonlyMap<string, string>): string {
  return text.replace(/(?<!\\)\[\^([^\]\s]+)\]/g, (reference, id: string) => (notes.has(id) ? reference : `\\[${id}\\]`))
}

/** Lists that follow each other would run together. */
function follows(before: Block | undefined, block: Block): boolean {
  return before?.kind === 'list' && block.kind === 'list' && before.ordered === block.ordered
}

function writeBlock(block: Exclude<Block, { kind: 'note' }>, shift: number, isSecondList: boolean): string {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(Math.max(block.level + shift, TOP_LEVEL), LOWEST_LEVEL)
      // Number signs at the end of a heading are taken for a mark.
      return block.text.trim() === '' ? '' : `${'#'.repeat(level)} ${oneLine(block.text).replace(/(^|\s)(#+)$/, '$1\\$2')}`
    }
    case 'paragraph':
      return guard(block.text)
    case 'quotation':
      return lines(block.paragraphs)
        .map((text) => `> ${text}`)
        .join('\n>\n')
    case 'list': {
      return writeList(block, isSecondList)
    }
    case 'verse':
      return lines(block.lines).join('\\\n')
    case 'divider':
      return '* * *'
  }
}

/** A list with the lists inside it: each item stands under the words of the one that it belongs to. */
function writeList(block: Extract<Block, { kind: 'list' }>, isSecondList: boolean): string {
  const [bullet, point] = isSecondList ? ['*', ')'] : ['-', '.']
  const widths: number[] = []
  const items = block.items.map((text, index) => ({ text: guard(text), mark: markAt(block, index) })).filter(({ text }) => text !== '')
  return items
    .map(({ text, mark: { depth, number } }) => {
      const level = Math.min(depth, widths.length)
      widths.length = level
      const sign = number === null ? bullet : `${number}${point}`
      const indent = ' '.repeat(widths.reduce((sum, width) => sum + width, 0))
      widths.push(sign.length + 1)
      return `${indent}${sign} ${text}`
    })
    .join('\n')
}

function lines(texts: readonly string[]): string[] {
  return texts.map(guard).filter((text) => text !== '')
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}

/** Addresses that the reader would make links of, where a letter in them is escaped: there the escape would show, and be no escape. */
function withPlainAddresses(text: string): string {
  if (!/https?:\/\/|www\./i.test(text)) return text
  return text.replace(/(?<![\\\w]|\]\()(https?):(?=\/\/[^\s<]*\\)/gi, '$1\\:').replace(/(?<![\\\w/]|\]\()(www)\.(?=[^\s<]*\\)/gi, '$1\\.')
}

/** Words that at the beginning of a line would be a mark: a heading, a list, a quotation, a rule, a definition. */
function guard(text: string): string {
  return withPlainAddresses(oneLine(text))
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=(?:#{1,6}|[-+*])(?:\s|$)|>|`{3}|~{3}|\||=+\s*$|(?:[-*_]\s*){3,}$|\[(?!\^)(?:[^\]\\]|\\.)+\]:)/, '\\')
}
