import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { bookFiles, xhtml, zip } from '#tests/support/books.ts'

const folder = await mkdtemp(join(tmpdir(), 'chapters-'))
afterAll(() => rm(folder, { recursive: true }))

async function importBook(files: Parameters<typeof zip>[0]): Promise<ImportedText> {
  const path = join(folder, `${crypto.randomUUID()}.epub`)
  await writeFile(path, zip(files))
  return makeChapters(await readSource(path))
}

const titles = ({ sections }: ImportedText) => sections.map(({ part, title }) => `${part}: ${title}`)
const PROSE = '<p>The carriers came down from the pass on the second day of the thaw.</p>'

test('a cover without words does not take the place of the first chapter; a page of notes goes where they are referred to', async () => {
  const text = await importBook(
    bookFiles(
      [
        { name: 'cover.xhtml', body: '<img src="c.jpg" alt="Cover"/>' },
        {
          name: 'a.xhtml',
          body: `<p id="c1"><b>1. The Carriers</b></p><p>So they say.<a href="n.xhtml#n1" id="r1">1</a></p><p id="c2"><b>2. The Pass</b></p>${PROSE}`,
        },
        { name: 'n.xhtml', body: '<h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">1</a>. Of the old mint.</p>', linear: false },
      ],
      [
        ['Cover', 'cover.xhtml'],
        ['1. The Carriers', 'a.xhtml#c1'],
        ['2. The Pass', 'a.xhtml#c2'],
        ['Notes', 'n.xhtml'],
      ],
      2,
    ),
  )
  expect(titles(text)).toEqual(['chapter: The Carriers', 'chapter: The Pass'])
  expect(text.sections[0]?.blocks).toMatchObject([
    { kind: 'paragraph', text: 'So they say.[^1]' },
    { kind: 'note', text: 'Of the old mint.' },
  ])
  expect(text.report).toContainEqual(expect.objectContaining({ kind: 'dropped', reason: 'heading of the notes', before: 'Notes' }))
})

test('chapters under a part that leads nowhere are the chapters, beside a title page and what stands at the end', async () => {
  const chapter = (number: number, title: string) => `<h1><span>${number}</span><br/>${title}</h1>${PROSE}`
  const files = bookFiles(
    [
      { name: 't.xhtml', body: '<h1>The Salt Road</h1><p>Ida Brook</p>' },
      { name: 'a.xhtml', body: chapter(1, 'The Carriers') },
      { name: 'b.xhtml', body: chapter(2, 'The Pass') },
      { name: 'k.xhtml', body: '<h1>About the Author</h1><p>Nobody knows.</p>' },
    ],
    [],
  )
  const inner = '<li><a href="a.xhtml">The Carriers</a></li><li><a href="b.xhtml">The Pass</a></li>'
  const list = `<li><a href="t.xhtml">Title page</a></li><li><span>Part One</span><ol>${inner}</ol></li><li><a href="k.xhtml">About the Author</a></li>`
  const text = await importBook({ ...files, 'OEBPS/nav.xhtml': xhtml(`<nav epub:type="toc"><ol>${list}</ol></nav>`) })
  expect(titles(text)).toEqual(['front: Title page', 'chapter: The Carriers', 'chapter: The Pass', 'back: About the Author'])
})

test('what stands before the body of the book, as its landmarks say, is no chapter; a landmark far into the book is not believed', async () => {
  const pages = [
    { name: 'l.xhtml', body: `<h1>Chapter 1. Theorems</h1>${PROSE}` },
    { name: 'k.xhtml', body: `<section epub:type="frontmatter acknowledgments"><h1>Acknowledgements</h1>${PROSE}</section>` },
    ...['a', 'b', 'c', 'd'].map((name, at) => ({
      name: `${name}.xhtml`,
      body: `<h1>Chapter ${at + 1}. The ${name} road</h1>${PROSE.repeat(3)}`,
    })),
  ]
  const contents = pages.map(({ name }, at): [string, string] => [['Theorems', 'Acknowledgements', 'A', 'B', 'C', 'D'][at] ?? '', name])
  const beginning = (name: string) => {
    const files = bookFiles(pages, contents)
    const nav = String(files['OEBPS/nav.xhtml'])
    const landmarks = `<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="${name}">Begin</a></li></ol></nav></body>`
    return importBook({ ...files, 'OEBPS/nav.xhtml': nav.replace('</body>', landmarks) })
  }
  const parts = ({ sections }: ImportedText) => sections.map(({ part }) => part)
  expect(parts(await beginning('a.xhtml'))).toEqual(['front', 'front', 'chapter', 'chapter', 'chapter', 'chapter'])
  expect(parts(await beginning('d.xhtml')).filter((part) => part === 'chapter').length).toBeGreaterThanOrEqual(5)
})

test('words that are set as drawings become paragraphs, where a page has no others', async () => {
  const svg = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><style>.a { fill: red }</style><g transform="translate(9 20)">${inside}</g></svg>`
  const line = (y: number, words: string, x = 0) => `<tspan x="${x},${x + 4},${x + 9}" y="${y}">${words}</tspan>`
  const lines = [
    ...[line(0, 'The carriers came ', 12), line(15, 'down, and Anne-'), line(30, 'Marie with them, to the val-'), line(45, 'ley.')],
    ...[line(60, 'The snow lay ', 12), `<tspan x="40" y="60">deep.</tspan>`, line(90, 'On the pass')],
  ]
  const files = bookFiles(
    [
      { name: 'a.xhtml', body: `<div>${svg(`<text transform="matrix(1 0 0 1 60 200)">${lines.join('')}</text>`)}</div>` },
      { name: 'b.xhtml', body: `<h1>The valley</h1>${PROSE}${svg('<text y="3">North</text>')}` },
      { name: 'c.xhtml', body: svg('<path d="M0 0"/>') },
    ],
    [
      ['The pass', 'a.xhtml'],
      ['The valley', 'b.xhtml'],
    ],
  )
  const text = await importBook(files)
  expect(titles(text)).toEqual(['chapter: The pass', 'chapter: The valley'])
  const [pass] = text.sections
  expect(pass?.blocks.map((block) => ('text' in block ? block.text : ''))).toEqual([
    'The carriers came down, and Anne-Marie with them, to the valley.',
    'The snow lay deep.',
    'On the pass',
  ])
  // A label in a drawing beside the words of a page is none of them.
  expect(text.report.filter(({ reason }) => reason === 'drawing').map(({ before }) => before)).toContainEqual(
    expect.stringContaining('North'),
  )
  expect(text.balance?.lost.words).toBe(0)
})

const pagesOf = (names: Record<string, string>) =>
  bookFiles(
    Object.entries(names).map(([name, title]) => ({ name, body: `<h1>${title}</h1>${PROSE}` })),
    Object.entries(names).map(([name, title]) => [title, name]),
  )

test('names of files in UTF-8 that do not say so, with their accents apart or in large letters', async () => {
  const { 'OEBPS/première.xhtml': page = '', ...rest } = pagesOf({ 'première.xhtml': 'Le moulin', 'b.xhtml': 'La mer' })
  const archive = zip({ ...rest, ['OEBPS/Première.xhtml'.normalize('NFD')]: page })
  for (let at = archive.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = archive.indexOf('PK\x01\x02', at + 4, 'latin1'))
    archive.writeUInt16LE(archive.readUInt16LE(at + 8) & ~0x800, at + 8)
  const path = join(folder, 'names.epub')
  await writeFile(path, archive)
  expect(titles(makeChapters(await readSource(path)))).toEqual(['chapter: Le moulin', 'chapter: La mer'])
})

test('a book that lacks one of its pages is read without it, and says so', async () => {
  const { 'OEBPS/b.xhtml': _, ...rest } = pagesOf({ 'a.xhtml': 'The Carriers', 'b.xhtml': 'The Pass', 'c.xhtml': 'The Thaw' })
  const text = await importBook(rest)
  expect(titles(text)).toEqual(['chapter: The Carriers', 'chapter: The Thaw'])
  expect(text.report).toContainEqual(expect.objectContaining({ kind: 'doubt', before: 'OEBPS/b.xhtml', isAside: true }))
})
