import { plainInline } from '#domain/import/blocks/inline.ts'
import type { ImportedSection, ReportEntry } from '#domain/import/blocks/text.ts'
import { MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import { inShortTexts, PIECE } from '#domain/import/guide/short-texts.ts'

type Block = ImportedSection['blocks'][number]

/** So long a beginning stays with the text where a chapter has more notes than fit beside it. */
const BEGINNING = 500

/**
 * The sections without a note that no page could hold beside its chapter, and without more notes than one can hold: what begins them stays the
 * note, and the rest is a section of its own after the chapters. Each is a doubt: most likely it ended where the file does not say so.
 */
export function divideNotes(sections: readonly ImportedSection[], report: ReportEntry[]): ImportedSection[] {
  const rests: ImportedSection[] = []
  const shorter = (block: Block, most: number): Block => {
    if (block.kind !== 'note' || block.text.length <= most) return block
    const { origin } = block
    const [text = '', ...others] = inShortTexts(block.text, most)
    const title = `Note ${rests.length + 1}`
    rests.push({ part: 'back', title, division: null, blocks: others.map((rest) => ({ kind: 'paragraph', origin, text: rest })) })
    const before = plainInline(text).slice(0, 80)
    const reason = `this note was too long for one page: its rest stands after the chapters as “${title}”`
    report.push({ kind: 'doubt', origin, reason, before, after: before, isAside: true })
    return { ...block, text }
  }
  const kept = sections.map((section) => {
    let letters = 0
    const blocks = section.blocks.map((block) => {
      if (block.kind !== 'note') return block
      const fits = letters + block.text.length <= MOST_LETTERS
      const note = shorter(block, fits ? PIECE : BEGINNING)
      letters += 'text' in note ? note.text.length : 0
      return note
    })
    return { ...section, blocks }
  })
  return [...kept, ...rests]
}
