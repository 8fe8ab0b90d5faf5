import { plainInline } from '#domain/import/blocks/inline.ts'
import type { ImportedSection, ReportEntry } from '#domain/import/blocks/text.ts'
import { inShortTexts, PIECE } from '#domain/import/guide/short-texts.ts'

type Block = ImportedSection['blocks'][number]

/**
 * The sections without a note that no page could hold beside its chapter: what begins it stays the note, and the rest is a section of its
 * own after the chapters. Each is a doubt: most likely it ended where the file does not say so.
 */
export function divideNotes(sections: readonly ImportedSection[], report: ReportEntry[]): ImportedSection[] {
  const rests: ImportedSection[] = []
  const shorter = (block: Block): Block => {
    if (block.kind !== 'note' || block.text.length <= PIECE) return block
    const { origin } = block
    const [text = '', ...others] = inShortTexts(block.text)
    const title = `Note ${rests.length + 1}`
    rests.push({ part: 'back', title, division: null, blocks: others.map((rest) => ({ kind: 'paragraph', origin, text: rest })) })
    const before = plainInline(text).slice(0, 80)
    const reason = `this note was too long for one page: its rest stands after the chapters as “${title}”`
    report.push({ kind: 'doubt', origin, reason, before, after: before, isAside: true })
    return { ...block, text }
  }
  const kept = sections.map((section) => ({ ...section, blocks: section.blocks.map(shorter) }))
  return [...kept, ...rests]
}
