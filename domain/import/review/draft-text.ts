import type { ImportedSection, ImportedText } from '#domain/import/blocks/text.ts'

export type ImportedBlock = ImportedSection['blocks'][number]
export type DraftBlock = { id: string; block: ImportedBlock }
export type DraftSection = Omit<ImportedSection, 'blocks'> & { id: string; blocks: DraftBlock[] }

/**
 * An imported text whose sections and blocks have ids. They come from the order in which the text was read and stay when
 * corrections are made, so that a correction means the same whatever was corrected before it.
 */
export type DraftText = Omit<ImportedText, 'sections'> & { sections: DraftSection[] }

/** Gives every section and block its id. */
export function openDraft(text: ImportedText): DraftText {
  let count = 0
  const withId = (block: ImportedBlock): DraftBlock => {
    const id = `b${count}`
    count += 1
    return { id, block }
  }
  return { ...text, sections: text.sections.map((section, at) => ({ ...section, id: `s${at}`, blocks: section.blocks.map(withId) })) }
}

/** The text as it stands now, ready to become a guide. */
export function closeDraft(draft: DraftText): ImportedText {
  const sections = draft.sections.map(({ part, title, division, blocks }) => ({
    part,
    title,
    division,
    blocks: blocks.map(({ block }) => block),
  }))
  return { ...draft, sections }
}

/** A block's words as one text to edit: its lines or items one under the other, paragraphs of a quotation with an empty line between. */
export function wordsOf(block: ImportedBlock): string {
  if (block.kind === 'quotation') return block.paragraphs.join('\n\n')
  if (block.kind === 'list') return block.items.join('\n')
  if (block.kind === 'verse') return block.lines.join('\n')
  return block.kind === 'divider' ? '' : block.text
}

/** The same block with other words, given as `wordsOf` gives them. */
export function withWords(block: ImportedBlock, words: string): ImportedBlock {
  const pieces = (border: RegExp) =>
    words
      .split(border)
      .map((piece) => piece.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
  if (block.kind === 'quotation') return { ...block, paragraphs: pieces(/\n\s*\n/) }
  if (block.kind === 'list') {
    const items = pieces(/\n/)
    const { marks, ...plain } = block
    return marks?.length === items.length ? { ...block, items } : { ...plain, items }
  }
  if (block.kind === 'verse') return { ...block, lines: pieces(/\n/) }
  return block.kind === 'divider' ? block : { ...block, text: words.replace(/\s+/g, ' ').trim() }
}

const NOTE_MARK = /(?<!\\)\[\^([^\]\s]+)\]/g

/** Inline Markdown as a reader sees it: without escapes, emphasis and the marks of notes. */
export function plainWords(inline: string): string {
  return inline
    .replace(NOTE_MARK, '')
    .replace(/(?<!\\)(\*{1,3}|(?<![\p{L}\p{N}_])_{1,3}|_{1,3}(?![\p{L}\p{N}_])|`+)/gu, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim()
}

/** Plain words as inline Markdown that shows exactly them. */
export function escapeWords(plain: string): string {
  return plain.replace(/[\\`*_[\]<>&#|~]/g, '\\$&')
}
