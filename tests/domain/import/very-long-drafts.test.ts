import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import { correct } from '#domain/import/review/draft.ts'
import { closeDraft, type DraftText, openDraft, wordsOf } from '#domain/import/review/draft-text.ts'

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

const ABOUT = { title: 'Tides', language: 'en', licence: 'CC0' }
const wordsIn = ({ sections }: DraftText) => sections.flatMap(({ title, blocks }) => [title, ...blocks.map(({ block }) => wordsOf(block))])

test('a chapter that no phone would load is not published, and divides into some that are, mostly at its headings', () => {
  const line = 'The boat left. '.repeat(400)
  const blocks = Array.from({ length: 1_700 }, (_, at) =>
    at % 60 === 7
      ? { kind: 'heading' as const, level: 2, text: `Landing ${at}`, origin: { line: at + 1 } }
      : { kind: 'paragraph' as const, text: `${at} ${line}`, origin: { line: at + 1 } },
  )
  const whole = openDraft(textOf([{ part: 'chapter', title: 'Voyages', blocks }]))
  expect(() => toGuideFiles(closeDraft(whole), ABOUT)).toThrow(/^chapterTooLong .*Voyages/)
  const { draft: divided, words } = correct(whole, { kind: 'divide', section: 's0' })
  expect(words).toBe('Divided “Voyages” into 28 chapters')
  const titles = divided.sections.map(({ title }) => title)
  expect(titles[0]).toBe('Voyages')
  for (const title of titles.slice(1)) expect(title).toMatch(/^Landing \d+$/)
  expect(wordsIn(divided).sort()).toEqual(wordsIn(whole).sort())
  expect(toGuideFiles(closeDraft(divided), ABOUT).size).toBe(29)
  expect(() => correct(divided, { kind: 'divide', section: 's0' })).toThrow(/^shortEnough/)
})

test('without headings it is divided between paragraphs; one paragraph without end is refused', () => {
  const blocks = Array.from({ length: 3 }, (_, at) => ({ ...paragraph(at), text: 'x'.repeat(MOST_LETTERS - at) }))
  const { draft } = correct(openDraft(textOf([{ part: 'chapter', title: 'Logs', blocks }])), { kind: 'divide', section: 's0' })
  expect(draft.sections.map(({ id, title }) => [id, title])).toEqual([
    ['s0', 'Logs'],
    ['at-b1', 'Logs (2)'],
    ['at-b2', 'Logs (3)'],
  ])
  const endless = openDraft(textOf([{ part: 'chapter', title: 'Log', blocks: [{ ...paragraph(1), text: 'x'.repeat(MOST_LETTERS + 1) }] }]))
  expect(() => correct(endless, { kind: 'divide', section: 's0' })).toThrow(/^paragraphTooLong/)
  expect(() => toGuideFiles(closeDraft(endless), ABOUT)).toThrow(/^chapterTooLong/)
})

test('a chapter that is too long is divided when the text is read, with a doubt, and nothing is refused', () => {
  const verse = {
    kind: 'verse' as const,
    lines: Array.from({ length: 30_000 }, (_, at) => `The boat left pier ${at}`),
    origin: { line: 1 },
  }
  const heading = { kind: 'heading' as const, level: 1, text: 'Voyages', origin: { line: 1 } }
  const text = makeChapters({ title: 'Logs', creator: null, language: 'en', blocks: [heading, verse], contents: [], report: [] })
  expect(text.sections.map(({ title }) => title)).toEqual(['Logs', 'Logs (2)'])
  expect(text.report.filter(({ kind, reason }) => kind === 'doubt' && reason.includes('became 2'))).toHaveLength(1)
  expect(text.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'verse' ? block.lines : [])))).toEqual(verse.lines)
  expect(text.balance && [text.balance.lost.words, text.balance.new.words]).toEqual([0, 0])
  expect(toGuideFiles(text, ABOUT).size).toBe(3)
})

/** A text of one chapter, with its only paragraph in several where that was too long. */
function read(text: string) {
  const block = { kind: 'paragraph' as const, text, origin: { line: 3 } }
  return makeChapters({ title: 'T', creator: null, language: 'en', blocks: [block], contents: [], report: [] })
}
const DIVIDED = /^this paragraph was too long for one page and was divided into (\d+)/

test.each([
  ['sentences', 'The boat left. It came “back.” ', /[.”]$/],
  ['emphasis over sentences', '*The boat left. It sank.* Then [it came. Late](https://example.org), it did. ', /(?:did\.|sank\.\*)$/],
  ['words that end in no sign', 'the boat left and came ', /\p{L}$/u],
  ['a script without spaces', '船出了港。牠回來了。', /。$/],
  ['letters without any end', 'ab\\*𝒳', /./u],
])('a paragraph that no phone would load is divided, with a doubt that says so: %s', (_, words, end) => {
  const text = words.repeat(Math.ceil(1_200_000 / words.length)).trim()
  const made = read(text)
  const paragraphs = made.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])))
  expect(paragraphs.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  for (const one of paragraphs) {
    expect(one.length).toBeLessThanOrEqual(100_000)
    expect(one.slice(-20)).toMatch(end)
  }
  expect(made.report.flatMap(({ reason }) => DIVIDED.exec(reason)?.[1] ?? [])).toEqual([String(paragraphs.length)])
  expect([made.balance?.lost.words, made.balance?.new.words]).toEqual([0, 0])
  expect(toGuideFiles(made, ABOUT).size).toBe(made.sections.length + 1)
})

test('where emphasis never ends its words are kept without it', () => {
  const text = `*${'The boat left. '.repeat(80_000).trim()}*`
  const paragraphs = read(text).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])),
  )
  expect(paragraphs.length).toBeGreaterThan(10)
  expect(paragraphs.join(' ')).toBe(text.replaceAll('*', ''))
})

test.each([
  ['list', (texts: string[]) => ({ kind: 'list' as const, ordered: true, items: texts, origin: { line: 1 } })],
  ['quotation', (texts: string[]) => ({ kind: 'quotation' as const, paragraphs: texts, origin: { line: 1 } })],
])('a %s of few and long texts is divided, too', (_, make) => {
  const block = make(Array.from({ length: 4 }, (_, at) => `${at} ${'The boat left. '.repeat(20_000 * at + 1_000)}`.trim()))
  const made = makeChapters({ title: 'T', creator: null, language: 'en', blocks: [block], contents: [], report: [] })
  expect(made.sections.length).toBeGreaterThan(3)
  expect([made.balance?.lost.words, made.balance?.new.words]).toEqual([0, 0])
  expect(toGuideFiles(made, ABOUT).size).toBe(made.sections.length + 1)
})

/** What divides a text of two chapters with a note without end. */
function withNote(reference: string) {
  const note = { kind: 'note' as const, id: 'n', text: `Begun. ${'The boat left. It came. '.repeat(60_000)}Done.`, origin: { line: 4 } }
  const heading = (line: number) => ({ kind: 'heading' as const, level: 1, text: `Chapter ${line}`, origin: { line } })
  const said = (line: number, text: string) => ({ kind: 'paragraph' as const, text, origin: { line } })
  const blocks = [heading(1), said(2, `It left.${reference}`), note, heading(5), said(6, 'It came.')]
  const made = makeChapters({ title: 'Logs', creator: null, language: 'en', blocks, contents: [], report: [] })
  const words = made.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'heading' ? [] : wordsOf(block))))
  return { note, made, words, doubts: made.report.flatMap(({ reason }) => (/^this note was too long/.test(reason) ? [reason] : [])) }
}

test('a note that no page could hold keeps its beginning, and its rest stands after the chapters', () => {
  const { note, made, words, doubts } = withNote('[^n]')
  expect(doubts).toEqual(['this note was too long for one page: its rest stands after the chapters as “Note 1”'])
  expect(made.sections.map(({ part, title }) => `${part} ${title}`)).toEqual([
    'chapter Chapter 1',
    'chapter Chapter 5',
    ...['back Note 1', 'back Note 1 (2)', 'back Note 1 (3)', 'back Note 1 (4)'],
  ])
  expect([...words].sort().join(' ').length).toBe(['It left.[^n]', note.text, 'It came.'].join(' ').length)
  expect([made.balance?.lost.words, made.balance?.new.words]).toEqual([0, 0])
  const files = toGuideFiles(made, ABOUT)
  expect([...files.values()].find((file) => file.includes('[^n]: Begun. The boat'))).toContain('It left.[^n]')
  expect([...files.values()].at(-1)?.trim()).toMatch(/ Done\.$/)
})

test('a note without end that nothing refers to is divided like the paragraph that it is', () => {
  const { note, made, words, doubts } = withNote('')
  expect(doubts).toEqual([])
  expect(words.join(' ')).toContain(note.text)
  expect(made.report.filter(({ reason }) => DIVIDED.test(reason))).toHaveLength(1)
  expect(toGuideFiles(made, ABOUT).size).toBe(made.sections.length + 1)
})

test('a chapter with more notes than a page can hold keeps the beginnings of the last ones', () => {
  const count = 12
  const note = (at: number) => ({
    kind: 'note' as const,
    id: `n${at}`,
    text: `Begun ${at}. ${'The boat left. '.repeat(6_000)}`.trim(),
    origin: { line: at },
  })
  const heading = (line: number) => ({ kind: 'heading' as const, level: 1, text: `Chapter ${line}`, origin: { line } })
  const said = Array.from({ length: count }, (_, at) => ({ kind: 'paragraph' as const, text: `It left.[^n${at}]`, origin: { line: 3 } }))
  const notes = Array.from({ length: count }, (_, at) => note(at))
  const end = { kind: 'paragraph' as const, text: 'It came.', origin: { line: 6 } }
  const blocks = [heading(1), ...said, ...notes, heading(2), end]
  const made = makeChapters({ title: 'Logs', creator: null, language: 'en', blocks, contents: [], report: [] })
  expect(made.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(['Chapter 1', 'Chapter 2'])
  expect(made.sections.filter(({ part }) => part === 'back')).toHaveLength(count - 5)
  expect([made.balance?.lost.words, made.balance?.new.words]).toEqual([0, 0])
  const [, first = ''] = [...toGuideFiles(made, ABOUT).values()]
  expect(Array.from({ length: count }, (_, at) => first.includes(`[^n${at}]: Begun ${at}.`))).toEqual(Array(count).fill(true))
})
