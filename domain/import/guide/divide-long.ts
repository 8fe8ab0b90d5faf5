import { plainInline } from '#domain/import/blocks/inline.ts'
import { markAt } from '#domain/import/blocks/piece.ts'
import type { ImportedSection, ReportEntry } from '#domain/import/blocks/text.ts'
import { isTooLong } from '#domain/import/guide/chapter-size.ts'
import { evenParts, titleOfPart } from '#domain/import/guide/even-parts.ts'

type Block = ImportedSection['blocks'][number]
/** Lines, items or paragraphs that stay together when a block of them is longer than a chapter can be. */
const TOGETHER = 200

/**
 * The sections with those in several that are longer than a chapter can be: what can be read is not refused. Each is a doubt, since
 * so long a chapter has headings that were not recognised.
 */
export function divideLong(sections: readonly ImportedSection[], report: ReportEntry[]): ImportedSection[] {
  return sections.flatMap((section) => {
    if (!isTooLong(section.blocks)) return [section]
    const parts = evenParts(section.blocks.flatMap(inShorter).map((block) => ({ block })))
    const [first] = section.blocks
    const before = section.title || 'Before the chapters'
    const reason = `this chapter was too long for one page and became ${parts.length}: headings in it were perhaps not recognised`
    report.push({ kind: 'doubt', origin: first?.origin ?? { line: 1 }, reason, before, after: before, isAside: true })
    // What stands before the chapters is one page.
    const whole: ImportedSection = section.part === 'front' ? { ...section, part: 'chapter', title: before } : section
    return parts.map((items, at) =>
      partOf(
        whole,
        items.map(({ block }) => block),
        at + 1,
      ),
    )
  })
}

function partOf(whole: ImportedSection, blocks: Block[], number: number): ImportedSection {
  if (number === 1) return { ...whole, blocks }
  const [first] = blocks
  const { title, isHeading } = titleOfPart(first?.kind === 'heading' ? plainInline(first.text).trim() : '', whole.title, number)
  return { ...whole, title, blocks: isHeading ? blocks.slice(1) : blocks }
}

/** A poem, a list or a quotation that alone is longer than a chapter, in several. */
function inShorter(block: Block): Block[] {
  if (!isTooLong([block])) return [block]
  if (block.kind === 'verse') return inGroups(block.lines).map((lines) => ({ ...block, lines }))
  if (block.kind === 'quotation') return inGroups(block.paragraphs).map((paragraphs) => ({ ...block, paragraphs }))
  if (block.kind !== 'list') return [block]
  const marks = block.items.map((_, at) => markAt(block, at))
  const groups = inGroups(marks)
  return inGroups(block.items).map((items, at) => ({ ...block, items, marks: groups[at] ?? [] }))
}

function inGroups<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, at) => items.slice(at * TOGETHER, (at + 1) * TOGETHER))
}
