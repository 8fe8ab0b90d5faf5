import { plainInline } from '#domain/import/blocks/inline.ts'
import type { ImportedText, ReportEntry } from '#domain/import/blocks/text.ts'
import { isClosed } from '#domain/import/words/sentence.ts'

/** What came of a text, in numbers. */
export type Figures = {
  chapters: number
  /** Blocks that a reader can point at: paragraphs, quotations, lists and verse, in all parts. */
  paragraphs: number
  dropped: number
  joined: number
  mended: number
  doubts: number
  /** Paragraphs that end without a full stop, a colon, a ! or ?, a quotation mark or a bracket. */
  unclosed: number
}

const COUNTED = new Set(['paragraph', 'quotation', 'list', 'verse'])

/** Counts what is in an imported text and in its report. */
export function figures(text: ImportedText): Figures {
  const blocks = text.sections.flatMap((section) => section.blocks)
  const entries = (kind: ReportEntry['kind']) => text.report.filter((entry) => entry.kind === kind).length
  return {
    chapters: text.sections.filter((section) => section.part === 'chapter').length,
    paragraphs: blocks.filter((block) => COUNTED.has(block.kind)).length,
    dropped: entries('dropped'),
    joined: entries('joined'),
    mended: entries('mended'),
    doubts: entries('doubt'),
    unclosed: blocks.filter((block) => block.kind === 'paragraph' && !isClosed(plainInline(block.text))).length,
  }
}

/** The figures as a line: "18 chapters, 183 paragraphs, …". */
export function summaryLine(text: ImportedText): string {
  const { chapters, paragraphs, dropped, joined, mended, doubts, unclosed } = figures(text)
  const parts = [
    counted(chapters, 'chapter', 'chapters'),
    counted(paragraphs, 'paragraph', 'paragraphs'),
    counted(dropped, 'line or piece dropped', 'lines or pieces dropped'),
    `${joined} joined`,
    `${mended} mended`,
    counted(doubts, 'doubt', 'doubts'),
    counted(unclosed, 'paragraph without a closing mark', 'paragraphs without a closing mark'),
  ]
  return parts.join(', ')
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
