import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { changedInTheGuide, chaptersOf, type ImportedFile, importFile, readingText } from '#tests/support/import-file.ts'

const CASES = '../shared/cases/import'
const there = existsSync(CASES)
const files = there ? readdirSync(CASES).filter((name) => !name.endsWith('.how')) : []

const folder = mkdtempSync(join(tmpdir(), 'cases-'))
afterAll(() => rmSync(folder, { recursive: true }))

const parts = ({ text }: ImportedFile) => text.sections.map(({ part, title }) => `${part}: ${title}`)
const blocks = ({ text }: ImportedFile) => text.sections.flatMap((section) => section.blocks)
const kinds = (file: ImportedFile) => blocks(file).map(({ kind }) => kind)
const dropped = ({ text }: ImportedFile) => text.report.filter(({ kind }) => kind === 'dropped').map(({ before }) => before)

/** What a careful reader expects of each case. */
const EXPECTED: Record<string, (file: ImportedFile) => void> = {
  'address-with-angle-brackets-refused.md': (file) => expect(readingText(file)).toContain('https://example.org/<boat>/fares'),
  'author-taken-for-title.txt': ({ text }) => expect(text).toMatchObject({ title: 'The Ferry', creator: 'Ann Example' }),
  'back-before-front-refused.md': (file) => expect(readingText(file)).toMatch(/Two books[\s\S]*The boat left at six/),
  'bold-read-as-note-sign.md': (file) => {
    expect(kinds(file)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph'])
    expect(readingText(file)).toContain('Goal: a crossing every hour')
  },
  'book-under-one-entry.epub': (file) =>
    expect(parts(file).slice(-4)).toEqual(['chapter: Departure', 'chapter: Crossing', 'chapter: Return', 'back: Uncopyright']),
  'braced-notes.txt': (file) => {
    expect(parts(file)).toEqual(['chapter: Chapter 1', 'chapter: Chapter 2'])
    expect(kinds(file).filter((kind) => kind === 'note')).toHaveLength(3)
    expect(readingText(file)).not.toMatch(/[{}]/)
  },
  'caseless-script.html': (file) => expect(chaptersOf(file.text)).toEqual(['渡船']),
  'caseless-script.txt': (file) => expect(chaptersOf(file.text)).toEqual(['早晨', '中午']),
  'dash-verse-becomes-list.txt': (file) => expect(kinds(file)).toEqual(['verse', 'paragraph', 'paragraph']),
  'drop-cap.docx': (file) => expect(readingText(file)).toContain('The boat left at six'),
  'equation.docx': (file) => expect(readingText(file)).toContain('The area is x²/2 of a field.'),
  'first-chapter-in-words.txt': (file) => expect(chaptersOf(file.text)).toEqual(['LE DÉPART', 'LA TRAVERSÉE', 'LE RETOUR']),
  'foreign-hyphens.txt': (file) => {
    expect(readingText(file)).toMatch(/levantó.*habían.*secara.*venían/)
    expect(file.text.report.filter(({ kind }) => kind === 'doubt')).toEqual([])
  },
  'hathi-page-heads.txt': (file) => {
    expect(readingText(file)).not.toMatch(/#/)
    expect(readingText(file)).toContain('that lay there in the wet grass')
  },
  'heading-after-appendix-refused.md': (file) =>
    expect(parts(file)).toEqual(['chapter: Boats', 'chapter: Crews', 'back: Appendix', 'back: A word to the reader']),
  'italics-over-two-lines.txt': (file) => {
    expect(kinds(file)).toEqual(['paragraph', 'paragraph', 'paragraph'])
    expect(blocks(file)[0]).toMatchObject({ text: expect.stringContaining('*A True Account of the Ferry and its Masters*') })
  },
  'licence-becomes-the-book.txt': (file) => {
    expect(file.text).toMatchObject({ title: 'The Ferry', creator: 'Ann Example', language: 'en' })
    expect(chaptersOf(file.text)).toHaveLength(3)
    expect(readingText(file)).not.toMatch(/Terms of Use|almost no restrictions/)
    expect(dropped(file).join('\n')).toContain('General Terms of Use')
  },
  'list-numbers-lost.docx': (file) =>
    expect(file.read?.chapters[0]?.html.match(/<ol[^>]*>/g)?.map((tag) => /start="(\d+)"/.exec(tag)?.[1])).toEqual([undefined, '3', '7']),
  'long-pre-swallows-all.html': (file) => {
    expect(chaptersOf(file.text)).toEqual(['Chapter 1', 'Chapter 2'])
    expect(blocks(file).find(({ kind }) => kind === 'verse')).toMatchObject({ lines: expect.arrayContaining(['step 31: turn the wheel']) })
  },
  'long-rule-refused.md': (file) => expect(kinds(file)).toEqual(['paragraph', 'divider', 'paragraph']),
  'long-title-cut.txt': (file) => {
    expect(chaptersOf(file.text)).toEqual([
      'Que trata de cómo salió el barco del muelle una mañana de enero sin que nadie levantara la cabeza',
      'Donde se cuenta lo que los niños vieron desde la borda al mediodía, y otras cosas',
      'Del regreso',
    ])
  },
  'markdown-extras.md': (file) => {
    expect(chaptersOf(file.text)).toEqual(['Departure', 'Return'])
    expect(readingText(file)).toMatch(/See the times and note this\.[\s\S]*H₂O and the area is x²\/2 of a field, by the dyke/)
    expect(readingText(file)).not.toMatch(/\{#|\[\[|:::|%%|==|\\index|\[!tip|hidden/)
    expect(dropped(file).join('\n')).toMatch(/a remark for me only[\s\S]*hidden/)
  },
  'math-flattened.epub': (file) => expect(readingText(file)).toContain('The area is x²/2 of a field, and H₂O runs by.'),
  'nested-list-flattened.md': (file) => {
    const [html = ''] = file.read?.chapters.map((chapter) => chapter.html) ?? []
    expect(html).toMatch(
      /<ol[^>]*>\s*<li>[\s\S]*On board\s*<ol>\s*<li>Stay behind the rail\.<\/li>\s*<li>Do not whistle\.<\/li>\s*<\/ol>\s*<\/li>\s*<li>On land\s*<ul>/,
    )
    expect(html).toMatch(/<ol start="3"/)
  },
  'note-on-a-title.docx': (file) => {
    expect(file.read?.chapters[0]?.notes.map(({ html }) => html.replace(/<[^>]+>/g, ''))).toEqual([
      'On a title.',
      'In the old coin.',
      'In a cell.',
    ])
  },
  'parts-with-restarting-chapters.txt': ({ text }) => {
    expect(text.sections.map(({ division, title }) => `${division} ${title}`)).toEqual([
      'Часть первая I',
      'Часть первая II',
      'Часть вторая I',
      'Часть вторая II',
    ])
  },
  'play-speakers-as-chapters.txt': (file) => expect(chaptersOf(file.text)).toEqual(['THE FERRY']),
  'ruby-run-in.epub': (file) => expect(readingText(file)).toContain('その渡（わた）し船（ぶね）は六時（ろくじ）に出た。'),
  'struck-words-stay.docx': (file) => expect(file.read?.chapters[0]?.html).toContain('<del>three</del>'),
  'title-page-as-chapter.epub': (file) => expect(parts(file)).toEqual(['front: The Ferry', 'chapter: Departure', 'chapter: Return']),
  'underline-in-gutenberg-style.txt': (file) =>
    expect(chaptersOf(file.text)).toEqual(['The First Crossing', 'The Second Crossing', 'The Third Crossing']),
  'web-page-furniture.html': (file) => {
    expect(file.text.title).toBe('The Ferry')
    expect(chaptersOf(file.text)).toEqual(['Departure', 'Return'])
    expect(readingText(file)).not.toMatch(/edit|Jump|Wikisource|Categories|Privacy|Chapter 2/)
    expect(dropped(file).join('\n')).toMatch(/Jump to navigation[\s\S]*Categories: Boats/)
  },
}

describe.skipIf(!there)(`small inputs, one a fault (skipped without ${CASES})`, () => {
  test.each(files)('%s', async (name) => {
    const file = await importFile(join(CASES, name))
    expect(file.problems).toEqual([])
    expect(file.text.balance).toMatchObject({ lost: { words: 0 }, new: { words: 0 } })
    expect(changedInTheGuide(file)).toEqual([])
    expect(Object.keys(EXPECTED)).toContain(name)
    EXPECTED[name]?.(file)
  })
})

test('lines up to the size that a file may have neither overflow the stack nor are lost', { timeout: 120_000 }, async () => {
  const path = join(folder, 'long.txt')
  // One line is like the other, so running heads and page numbers are looked for among all of them.
  const line = 'The boat left at six in the morning, and nobody waved.\n'
  writeFileSync(path, line.repeat(150_000))
  const text = makeChapters(await readSource(path))
  expect(text.balance).toMatchObject({ found: 1_650_000, lost: { words: 0 }, new: { words: 0 } })
})
