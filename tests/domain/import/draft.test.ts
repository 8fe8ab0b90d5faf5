import { describe, expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { Correction } from '#domain/import/review/correction.ts'
import { correct, firstWords } from '#domain/import/review/draft.ts'
import { closeDraft, type DraftText, escapeWords, type ImportedBlock, openDraft, plainWords } from '#domain/import/review/draft-text.ts'
import { Problem } from '#domain/problem.ts'

let line = 0
const at = () => {
  line += 1
  return { origin: { file: 'tides.txt', line } }
}
const paragraph = (text: string): ImportedBlock => ({ kind: 'paragraph', text, ...at() })
const note = (id: string, text: string): ImportedBlock => ({ kind: 'note', id, text, ...at() })

/** Front matter, two chapters with notes of the same name, back matter. */
function sample(): DraftText {
  line = 0
  const text: ImportedText = {
    title: 'Tides',
    creator: null,
    language: 'en',
    sections: [
      { part: 'front', title: 'Preface', blocks: [paragraph('A word before.')] },
      {
        part: 'chapter',
        title: 'Two *bulges*',
        blocks: [
          paragraph('The sea rises.[^1]'),
          { kind: 'heading', level: 2, text: 'The moon\\*s *pull*', ...at() },
          paragraph('It falls.[^2]'),
          note('1', 'On rising.'),
          note('2', 'On falling.'),
        ],
      },
      { part: 'chapter', title: 'Mills', blocks: [paragraph('A wheel turns.[^3]'), note('3', 'On wheels.')] },
      { part: 'back', title: 'Notes', blocks: [{ kind: 'verse', lines: ['Roll on,', 'roll on.'], ...at() }] },
    ],
    report: [],
  }
  return openDraft(text)
}

const after = (...corrections: object[]) =>
  corrections.reduce<DraftText>((draft, correction) => correct(draft, Correction.parse(correction)).draft, sample())
const shape = (draft: DraftText) => draft.sections.map(({ part, title, blocks }) => [part, title, blocks.length])
const words = (draft: DraftText, section: number) =>
  draft.sections[section]?.blocks.map(({ block }) => ('text' in block ? block.text : block.kind))
const refusal = (...corrections: object[]) => {
  try {
    after(...corrections)
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
  throw new Error('It was not refused.')
}

test('opening and closing changes nothing', () => {
  const draft = sample()
  expect(openDraft(closeDraft(draft))).toEqual(draft)
  expect(new Set(draft.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id))).size).toBe(9)
})

test('a title is renamed and the report says so', () => {
  const draft = after({ kind: 'rename', section: 's2', title: '  Tide mills ' })
  expect(draft.sections[2]?.title).toBe('Tide mills')
  expect(draft.report).toEqual([
    { kind: 'mended', origin: { file: 'tides.txt', line: 7 }, reason: 'title corrected by hand', before: 'Mills', after: 'Tide mills' },
  ])
})

describe('joining to the section before', () => {
  test('keeps the title as a heading and every word', () => {
    const draft = after({ kind: 'merge', section: 's2' })
    expect(shape(draft)).toEqual([
      ['front', 'Preface', 1],
      ['chapter', 'Two *bulges*', 8],
      ['back', 'Notes', 1],
    ])
    expect(words(draft, 1)?.slice(5)).toEqual(['Mills', 'A wheel turns.[^3]', 'On wheels.'])
    expect(draft.report).toEqual([])
  })

  test('cannot be done with the first', () => {
    expect(refusal({ kind: 'merge', section: 's0' })).toMatch(/^nothingBefore/)
  })
})

describe('splitting', () => {
  test('at a heading makes the heading the title', () => {
    const draft = after({ kind: 'split', block: 'b2' })
    expect(shape(draft).slice(1, 3)).toEqual([
      ['chapter', 'Two *bulges*', 1],
      ['chapter', 'The moon*s pull', 3],
    ])
    expect(words(draft, 1)).toEqual(['The sea rises.[^1]'])
    expect(words(draft, 2)).toEqual(['It falls.[^2]', 'On rising.', 'On falling.'])
  })

  test('at a paragraph wants a title and keeps the paragraph', () => {
    expect(refusal({ kind: 'split', block: 'b3' })).toMatch(/^titleNeeded/)
    const draft = after({ kind: 'split', block: 'b3', title: 'Falling' })
    expect(words(draft, 2)).toEqual(['It falls.[^2]', 'On rising.', 'On falling.'])
    expect(words(draft, 1)).toHaveLength(2)
  })

  test('is refused where a section begins already, and at a note', () => {
    expect(refusal({ kind: 'split', block: 'b1', title: 'Again' })).toMatch(/^chapterBegins/)
    expect(refusal({ kind: 'split', block: 'b4', title: 'A note' })).toMatch(/^beginsWithFootnote/)
  })

  test('and joining again gives the words back, also at the heading that joining made', () => {
    const back = after({ kind: 'split', block: 'b2' }, { kind: 'merge', section: 'at-b2' })
    expect(words(back, 1)).toEqual(['The sea rises.[^1]', 'The moon\\*s pull', 'It falls.[^2]', 'On rising.', 'On falling.'])
    const again = after({ kind: 'merge', section: 's2' }, { kind: 'split', block: 's2-title' })
    expect(shape(again).slice(1, 3)).toEqual([
      ['chapter', 'Two *bulges*', 5],
      ['chapter', 'Mills', 2],
    ])
  })
})

test.each([
  ['s2', 'front', ['front', 'front', 'front', 'back']],
  ['s1', 'back', ['front', 'back', 'back', 'back']],
  ['s0', 'chapter', ['chapter', 'chapter', 'chapter', 'back']],
  ['s3', 'chapter', ['front', 'chapter', 'chapter', 'chapter']],
])('making %s %s keeps front, chapters and back in this order', (section, part, parts) => {
  expect(after({ kind: 'part', section, part }).sections.map((item) => item.part)).toEqual(parts)
})

test('leaving a section out accounts for every piece of it', () => {
  const draft = after({ kind: 'drop', section: 's2' })
  expect(draft.sections).toHaveLength(3)
  expect(draft.report.map(({ kind, before, after: now }) => [kind, before, now])).toEqual([
    ['dropped', 'Mills', null],
    ['dropped', 'A wheel turns.[^3]', null],
    ['dropped', 'On wheels.', null],
  ])
  expect(refusal({ kind: 'drop', section: 's2' }, { kind: 'rename', section: 's2', title: 'Gone' })).toMatch(/^sectionGone/)
  expect(refusal({ kind: 'drop', section: 's2' }, { kind: 'edit', block: 'b6', text: 'Gone' })).toMatch(/^blockGone/)
})

describe('correcting words', () => {
  test('changes the block and is told in the report', () => {
    const draft = after({ kind: 'edit', block: 'b1', text: 'The sea\n rises twice.[^1]' })
    expect(words(draft, 1)?.[0]).toBe('The sea rises twice.[^1]')
    expect(draft.report).toMatchObject([{ kind: 'mended', reason: 'corrected by hand', before: 'The sea rises.[^1]' }])
  })

  test('keeps the lines of verse', () => {
    const draft = after({ kind: 'edit', block: 'b8', text: 'Roll on,\n\n thou deep\nand dark blue' })
    expect(draft.sections[3]?.blocks[0]?.block).toMatchObject({ kind: 'verse', lines: ['Roll on,', 'thou deep', 'and dark blue'] })
  })

  test('refuses nothing at all', () => {
    expect(Correction.safeParse({ kind: 'edit', block: 'b1', text: ' \n ' }).success).toBe(false)
  })
})

test('the draft that was corrected stays as it was', () => {
  const draft = sample()
  const before = structuredClone(draft)
  correct(draft, { kind: 'merge', section: 's2' })
  correct(draft, { kind: 'edit', block: 'b0', text: 'Another.' })
  expect(draft).toEqual(before)
})

test('each says in words what it did', () => {
  expect(correct(sample(), { kind: 'part', section: 's0', part: 'chapter' }).words).toBe('Made “Preface” a chapter')
  expect(correct(sample(), { kind: 'merge', section: 's2' }).words).toBe('Joined “Mills” to “Two *bulges*”')
})

test('plain words show no marks, and escaped ones show themselves', () => {
  expect(plainWords('A *wheel* \\*turns\\* and `so`, snake_case__x_.[^1]')).toBe('A wheel *turns* and so, snake_case__x.')
  const odd = 'a*b_c [d] <e> &f; #g |h ~i `j` \\k'
  expect(plainWords(escapeWords(odd))).toBe(odd)
})

test('first words end between words', () => {
  expect(firstWords('one two three', 9)).toBe('one two…')
  expect(firstWords('short')).toBe('short')
})
