import 'server-only'
import { isOff } from '#domain/import/chapters/balance.ts'
import { firstWords } from '#domain/import/review/draft.ts'
import { type DraftBlock, type DraftSection, plainWords, wordsOf } from '#domain/import/review/draft-text.ts'
import { type BlockItem, type Draft, type DraftSectionItem, REPORT_KINDS } from '#domain/import-draft.ts'
import type { LoadedDraft } from '#server/import/load-draft.ts'

/** Kinds of blocks that get a ¶ number. */
const NUMBERED = ['paragraph', 'quotation', 'list', 'verse']

/** What the page of a draft shows. */
export function draftOf({ about, replayed }: LoadedDraft): Draft {
  const { draft, corrections } = replayed
  const { id, fileName, settings, version, createdAt, updatedAt, publishedAt } = about
  const report = Object.fromEntries(REPORT_KINDS.map((kind) => [kind, 0])) as Draft['report']
  for (const { kind } of draft.report) report[kind] += 1
  return {
    ...{ id, fileName, settings, version, corrections, report },
    balance: draft.balance ?? null,
    isOff: draft.balance ? isOff(draft.balance) : false,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    sections: sectionItems(draft.sections),
  }
}

function sectionItems(sections: DraftSection[]): DraftSectionItem[] {
  let chapters = 0
  return sections.map(({ id, part, title, division, blocks }) => {
    if (part === 'chapter') chapters += 1
    const numbered = blocks.filter(({ block }) => NUMBERED.includes(block.kind))
    const words = blocks.reduce((sum, { block }) => sum + (wordsOf(block).match(/\S+/g)?.length ?? 0), 0)
    const first = numbered[0] ? plainWords(wordsOf(numbered[0].block).slice(0, 400)) : ''
    const number = part === 'chapter' ? chapters : null
    return { id, part, title, division: division ?? null, number, paragraphs: numbered.length, words, begins: firstWords(first, 120) }
  })
}

/** @param position among the blocks of its section, from 0 */
export function blockItem({ id, block }: DraftBlock, position: number): BlockItem {
  const text = wordsOf(block)
  const canBegin = position > 0 && block.kind !== 'note' && block.kind !== 'divider'
  return { id, kind: block.kind, text, plain: plainWords(text), canBegin, isEditable: block.kind !== 'divider' }
}
