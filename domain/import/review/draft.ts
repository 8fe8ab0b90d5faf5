import { append } from '#domain/import/blocks/long-lists.ts'
import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import type { Corrected } from '#domain/import/review/corrected.ts'
import type { Correction } from '#domain/import/review/correction.ts'
import { divide } from '#domain/import/review/divide.ts'
import {
  type DraftBlock,
  type DraftSection,
  type DraftText,
  escapeWords,
  plainWords,
  withWords,
  wordsOf,
} from '#domain/import/review/draft-text.ts'
import { mark } from '#domain/import/review/mark.ts'
import { shapeOf } from '#domain/import/review/shape.ts'
import { Problem, say } from '#domain/problem.ts'

/**
 * Makes one correction. The draft given is left as it is. What changes words is added to the report.
 * @throws Problem `invalid` with the reason when it cannot be made
 */
export function correct(draft: DraftText, correction: Correction): Corrected {
  switch (correction.kind) {
    case 'rename':
      return rename(draft, correction)
    case 'merge':
      return merge(draft, correction)
    case 'split':
      return split(draft, correction)
    case 'mark':
      return mark(draft, correction)
    case 'divide':
      return divide(draft, correction)
    case 'part':
      return setPart(draft, correction)
    case 'drop':
      return drop(draft, correction)
    case 'edit':
      return edit(draft, correction)
  }
}

type Only<Kind extends Correction['kind']> = Extract<Correction, { kind: Kind }>

function rename(draft: DraftText, { section: id, title }: Only<'rename'>): Corrected {
  const { at, section } = requireSection(draft, id)
  const entry = byHand('mended', originOf(section), 'title corrected by hand', section.title, title)
  return { draft: replaced(draft, at, 1, [{ ...section, title }], [entry]), words: `Renamed ${named(section)} to “${title}”` }
}

function merge(draft: DraftText, { section: id, alike }: Only<'merge'>): Corrected {
  const { at, section } = requireSection(draft, id)
  const shape = alike ? shapeOf(section.title) : null
  if (shape !== null) {
    const isMeant = (other: DraftSection) => other.title !== '' && shapeOf(other.title) === shape
    const { sections, count } = joinEach(draft.sections, isMeant)
    return { draft: { ...draft, sections }, words: `Joined ${count} like ${named(section)} to those before them` }
  }
  const before = draft.sections[at - 1]
  if (!before) throw new Problem('invalid', say('nothingBefore'))
  const { sections } = joinEach(draft.sections, ({ id: other }) => other === id)
  return { draft: { ...draft, sections }, words: `Joined ${named(section)} to ${named(before)}` }
}

/** Joins sections to those before them. There may be as many as lines in a file: each block is handed on once. */
function joinEach(all: readonly DraftSection[], isMeant: (section: DraftSection) => boolean): { sections: DraftSection[]; count: number } {
  const sections: DraftSection[] = []
  /** The blocks of the last section, once they are a list of its own. */
  let open: DraftBlock[] | null = null
  let count = 0
  for (const section of all) {
    const last = sections.at(-1)
    if (!last || !isMeant(section)) {
      sections.push(section)
      open = null
      continue
    }
    if (!open) {
      open = [...last.blocks]
      sections[sections.length - 1] = { ...last, blocks: open }
    }
    count += 1
    const heading = { kind: 'heading', level: 2, text: escapeWords(section.title), origin: originOf(section) } as const
    if (section.title) open.push({ id: `${section.id}-title`, block: heading })
    append(open, section.blocks)
  }
  return { sections, count }
}

function split(draft: DraftText, { block: id, title: given }: Only<'split'>): Corrected {
  const { at, section, position, entry } = requireBlock(draft, id)
  const { block } = entry
  if (position === 0) throw new Problem('invalid', say('chapterBegins'))
  if (block.kind === 'note') throw new Problem('invalid', say('beginsWithFootnote'))
  const heading = block.kind === 'heading' ? plainWords(block.text) : null
  const title = given ?? heading
  if (!title) throw new Problem('invalid', say('titleNeeded'), { fields: { title: say('titleNeeded') } })
  const parts = [
    { ...section, blocks: section.blocks.slice(0, position) },
    { ...section, id: `at-${id}`, title, blocks: section.blocks.slice(heading === null ? position : position + 1) },
  ]
  const report = heading !== null && heading !== title ? [byHand('mended', block.origin, 'title corrected by hand', heading, title)] : []
  return { draft: replaced(draft, at, 1, parts, report), words: `Began “${title}” in the middle of ${named(section)}` }
}

const PART_WORDS = { front: 'matter before the chapters', chapter: 'a chapter', back: 'matter after the chapters' }

/** What comes before stays before: everything that stands on the wrong side of the section changes with it. */
function setPart(draft: DraftText, { section: id, part }: Only<'part'>): Corrected {
  const { at, section } = requireSection(draft, id)
  const sections = draft.sections.map((other, index) => {
    if (index === at) return { ...other, part }
    if (part === 'front') return index < at ? { ...other, part } : other
    if (part === 'back') return index > at ? { ...other, part } : other
    return (index > at && other.part === 'front') || (index < at && other.part === 'back') ? { ...other, part } : other
  })
  return { draft: { ...draft, sections }, words: `Made ${named(section)} ${PART_WORDS[part]}` }
}

function drop(draft: DraftText, { section: id }: Only<'drop'>): Corrected {
  const { at, section } = requireSection(draft, id)
  const title = byHand('dropped', originOf(section), 'left out by hand', section.title, null)
  const pieces = section.blocks.map(({ block }) => byHand('dropped', block.origin, 'left out by hand', wordsOf(block), null))
  const entries = [title, ...pieces].filter(({ before }) => before !== '')
  return { draft: replaced(draft, at, 1, [], entries), words: `Left out ${named(section)}` }
}

function edit(draft: DraftText, { block: id, text }: Only<'edit'>): Corrected {
  const { at, section, position, entry } = requireBlock(draft, id)
  const block = withWords(entry.block, text)
  const [before, after] = [wordsOf(entry.block), wordsOf(block)]
  const blocks = section.blocks.with(position, { id, block })
  const change = byHand('mended', block.origin, 'corrected by hand', before, after)
  return { draft: replaced(draft, at, 1, [{ ...section, blocks }], [change]), words: `Corrected “${firstWords(plainWords(after))}”` }
}

/** The beginning of a text, to tell it from others. */
export function firstWords(text: string, letters = 60): string {
  if (text.length <= letters) return text
  return `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`
}

function requireSection(draft: DraftText, id: string): { at: number; section: DraftSection } {
  const at = draft.sections.findIndex((section) => section.id === id)
  const section = draft.sections[at]
  if (!section) throw new Problem('invalid', say('sectionGone'))
  return { at, section }
}

function requireBlock(draft: DraftText, id: string): { at: number; section: DraftSection; position: number; entry: DraftBlock } {
  for (const [at, section] of draft.sections.entries()) {
    const position = section.blocks.findIndex((entry) => entry.id === id)
    const entry = section.blocks[position]
    if (entry) return { at, section, position, entry }
  }
  throw new Problem('invalid', say('blockGone'))
}

function replaced(draft: DraftText, at: number, count: number, by: DraftSection[], entries: ReportEntry[]): DraftText {
  return { ...draft, sections: draft.sections.toSpliced(at, count, ...by), report: [...draft.report, ...entries] }
}

const named = ({ title, part }: DraftSection) => (title ? `“${title}”` : PART_WORDS[part])

const originOf = (section: DraftSection): Origin => section.blocks[0]?.block.origin ?? { line: 1 }

function byHand(kind: ReportEntry['kind'], origin: Origin, reason: string, before: string, after: string | null): ReportEntry {
  return { kind, origin, reason, before, after }
}
