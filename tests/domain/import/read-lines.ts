import { readFileSync } from 'node:fs'
import type { ImportedText, SourceText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'

/** Plain text as a reader hands it over. */
export function asSource(text: string, about: Partial<SourceText> = {}): SourceText {
  const blocks = text.split('\n').map((line, index) => ({ kind: 'line' as const, text: line, origin: { line: index + 1 } }))
  return { title: null, creator: null, language: null, blocks, contents: [], report: [], ...about }
}

/** What becomes of a plain text. */
export function importLines(text: string, words?: Iterable<string>): ImportedText {
  return makeChapters(asSource(text), new Set(words))
}

/** What becomes of a text in tests/fixtures/import. */
export function importFixture(name: string): ImportedText {
  return importLines(readFileSync(`tests/fixtures/import/${name}`, 'utf8'))
}

/** The text as one can read it at a glance: a line for each block. */
export function outline(text: ImportedText): string {
  const lines = text.sections.flatMap((section) => [
    `== ${section.part}: ${section.division ? `[${section.division}] ` : ''}${section.title}`,
    ...section.blocks.map((block) => {
      if (block.kind === 'divider') return '---'
      if (block.kind === 'quotation') return block.paragraphs.map((paragraph) => `> ${paragraph}`).join('\n')
      if (block.kind === 'list') return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item}`).join('\n')
      if (block.kind === 'verse') return block.lines.map((line) => `/ ${line}`).join('\n')
      if (block.kind === 'note') return `[^${block.id}]: ${block.text}`
      return block.kind === 'heading' ? `${'#'.repeat(block.level)} ${block.text}` : block.text
    }),
  ])
  return lines.join('\n')
}

/** The report, a line for each entry. */
export function reportLines(text: ImportedText): string[] {
  return text.report.map(({ kind, origin, reason, before, after }) => {
    const place = `${origin.file ? `${origin.file}:` : ''}${origin.line}`
    return `${place} ${kind} (${reason}): ${before}${after === null || after === before ? '' : ` → ${after}`}`.trimEnd()
  })
}
