import 'server-only'
import { isOff } from '#domain/import/chapters/balance.ts'
import { isTooLong } from '#domain/import/guide/chapter-size.ts'
import { firstWords } from '#domain/import/review/draft.ts'
import { type DraftBlock, type DraftSection, plainWords, wordsOf } from '#domain/import/review/draft-text.ts'
import { shapeOf } from '#domain/import/review/shape.ts'
import { type BlockItem, type Draft, type DraftSectionItem, REPORT_KINDS, SECTIONS_SHOWN } from '#domain/import-draft.ts'
import type { LoadedDraft } from '#server/import/load-draft.ts'

/** Kinds of blocks that get a ¶ number. */
const NUMBERED = ['paragraph', 'quotation', 'list', 'verse']
/** Letters of a title that are shown: as many as one may have that somebody types. */
const LONGEST = 300

/** What the page of a draft shows. */
export function draftOf({ about, replayed }: LoadedDraft): Draft {
  const { draft, corrections } = replayed
  const { id, fileName, settings, version, createdAt, updatedAt, publishedAt } = about
  const report = Object.fromEntries(REPORT_KINDS.map((kind) => [kind, 0])) as Draft['report']
  for (const { kind } of draft.report) report[kind] += 1
  return {
    ...{ id, fileName, settings, version, report },
    corrections: corrections.map(({ id, words }) => ({ id, words: firstWords(words, LONGEST) })),
    balance: draft.balance ?? null,
    isOff: draft.balance ? isOff(draft.balance) : false,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    sections: sectionItems(draft.sections),
    totals: totalsOf(draft.sections),
  }
}

const isNumbered = ({ block }: DraftBlock) => NUMBERED.includes(block.kind)

function totalsOf(sections: DraftSection[]): Draft['totals'] {
  const paragraphs = sections.reduce((sum, { blocks }) => sum + blocks.filter(isNumbered).length, 0)
  return { sections: sections.length, chapters: sections.filter(({ part }) => part === 'chapter').length, paragraphs }
}

function sectionItems(sections: DraftSection[]): DraftSectionItem[] {
  let chapters = 0
  const shapes = sections.map(({ title }, at) => (at > 0 && title !== '' ? shapeOf(title) : null))
  const like = new Map<string, number>()
  for (const shape of shapes) if (shape !== null) like.set(shape, (like.get(shape) ?? 0) + 1)
  return sections.slice(0, SECTIONS_SHOWN).map(({ id, part, title, division, blocks }, at) => {
    if (part === 'chapter') chapters += 1
    const numbered = blocks.filter(isNumbered)
    const words = blocks.reduce((sum, { block }) => sum + (wordsOf(block).match(/\S+/g)?.length ?? 0), 0)
    const first = numbered[0] ? plainWords(wordsOf(numbered[0].block).slice(0, 400)) : ''
    return {
      ...{ id, part, words, paragraphs: numbered.length },
      title: firstWords(title, LONGEST),
      division: division ? firstWords(division, LONGEST) : null,
      number: part === 'chapter' ? chapters : null,
      tooLong: isTooLong(blocks.map(({ block }) => block)),
      begins: firstWords(first, 120),
      alike: like.get(shapes[at] ?? '') ?? 0,
    }
  })
}

/** @param position among the blocks of its section, from 0 */
export function blockItem({ id, block }: DraftBlock, position: number): BlockItem {
  const text = wordsOf(block)
  const canBegin = position > 0 && block.kind !== 'note' && block.kind !== 'divider'
  return { id, kind: block.kind, text, plain: plainWords(text), canBegin, isEditable: block.kind !== 'divider' }
}
