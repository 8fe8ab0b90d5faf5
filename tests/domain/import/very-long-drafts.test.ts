import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { correct } from '#domain/import/review/draft.ts'
import { type DraftText, openDraft } from '#domain/import/review/draft-text.ts'

/* Drafts as large as a file of 50 MB can make them: what took time with the square of their length took minutes, or overflowed the stack. */

const COUNT = 200_000
const paragraph = (at: number) => ({
  kind: 'paragraph' as const,
  text: at % 2 === 0 ? 'Words.' : `Chapter ${at}`,
  origin: { line: at + 1 },
})
const textOf = (sections: ImportedText['sections']): ImportedText => ({ title: 'T', creator: null, language: null, report: [], sections })
const blocksIn = ({ sections }: DraftText) => sections.reduce((sum, { blocks }) => sum + blocks.length, 0)

const long = openDraft(textOf([{ part: 'chapter', title: 'One', blocks: Array.from({ length: COUNT }, (_, at) => paragraph(at)) }]))

test('a chapter of very many paragraphs is left out, and the report says so', () => {
  const { draft } = correct(long, { kind: 'drop', section: 's0' })
  expect([draft.sections.length, draft.report.length]).toEqual([0, COUNT + 1])
})

test('very many chapters that are none are joined at once', () => {
  const count = 60_000
  const title = (at: number) => `Chapter ${(at % 900) + 1}`
  const cut = openDraft(textOf(Array.from({ length: count }, (_, at) => ({ part: 'chapter', title: title(at), blocks: [paragraph(0)] }))))
  const { draft: joined, words } = correct(cut, { kind: 'merge', section: 's1', alike: true })
  expect([joined.sections.length, blocksIn(joined)]).toEqual([1, 2 * count - 1])
  expect(words).toBe(`Joined ${count - 1} like “Chapter 2” to those before them`)
  expect(joined.sections[0]?.blocks.slice(0, 3).map(({ id }) => id)).toEqual(['b0', 's1-title', 'b1'])
})

test('one line far down becomes a title', () => {
  const { draft } = correct(long, { kind: 'mark', block: `b${COUNT - 1}`, as: 'chapter' })
  expect(draft.sections.map(({ blocks }) => blocks.length)).toEqual([COUNT - 1, 0])
})
