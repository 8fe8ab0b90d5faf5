import { plainInline } from '#domain/import/blocks/inline.ts'
import { markAt } from '#domain/import/blocks/piece.ts'
import type { ImportedSection, ReportEntry } from '#domain/import/blocks/text.ts'
import { isTooLong, MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import { divideNotes } from '#domain/import/guide/divide-notes.ts'
import { evenParts, titleOfPart } from '#domain/import/guide/even-parts.ts'
import { inShortTexts } from '#domain/import/guide/short-texts.ts'

type Block = ImportedSection['blocks'][number]
/** Lines, items or paragraphs that stay together when a block of them is longer than a chapter can be. */
const TOGETHER = 200
const MOST_TOGETHER = MOST_LETTERS / 2

/**
 * The sections with those in several that are longer than a chapter can be: what can be read is not refused. Each is a doubt, since
 * so long a chapter has headings that were not recognised.
 */
export function divideLong(sections: readonly ImportedSection[], report: ReportEntry[]): ImportedSection[] {
  return divideNotes(sections, report).flatMap((section) => {
    if (!isTooLong(section.blocks)) return [section]
    const parts = evenParts(section.blocks.flatMap((block) => inShorter(block, report)).map((block) => ({ block })))
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

/** A block that alone is longer than a chapter, in several, with a word of it in the report where that was a single paragraph. */
function inShorter(block: Block, report: ReportEntry[]): Block[] {
  if (!isTooLong([block])) return [block]
  if (block.kind === 'verse') return inGroups(block.lines.flatMap(cut)).map((lines) => ({ ...block, lines }))
  if (block.kind === 'quotation') return inGroups(block.paragraphs.flatMap(cut)).map((paragraphs) => ({ ...block, paragraphs }))
  if (block.kind === 'list') {
    const items = block.items.flatMap((item, at) => cut(item).map((text) => ({ text, mark: markAt(block, at) })))
    return inGroups(items, ({ text }) => text.length).map((group) => ({
      ...block,
      items: group.map(({ text }) => text),
      marks: group.map(({ mark }) => mark),
    }))
  }
  if (block.kind !== 'paragraph') return [block]
  const pieces = inShortTexts(block.text)
  const [before, after] = [plainInline(pieces[0] ?? '').slice(-80), plainInline(pieces[1] ?? '').slice(0, 80)]
  const reason = `this paragraph was too long for one page and was divided into ${pieces.length}, at ends of sentences where it has some`
  report.push({ kind: 'doubt', origin: block.origin, reason, before: `${before} ${after}`, after: `${before} ¶ ${after}`, isAside: true })
  return pieces.map((text) => ({ ...block, text }))
}

const cut = (text: string): string[] => (text.length > MOST_TOGETHER ? inShortTexts(text) : [text])

/** Groups of not too many, and of not too many letters. */
function inGroups<Item>(items: readonly Item[], lengthOf: (item: Item) => number = (item) => String(item).length): Item[][] {
  const groups: Item[][] = []
  let letters = 0
  for (const item of items) {
    const length = lengthOf(item)
    const open = groups.at(-1)
    if (open && open.length < TOGETHER && letters + length <= MOST_TOGETHER) open.push(item)
    else {
      groups.push([item])
      letters = 0
    }
    letters += length
  }
  return groups
}
