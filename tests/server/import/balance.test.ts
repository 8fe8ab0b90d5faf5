import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { unaccounted } from '#tests/domain/import/account.ts'
import { type BookPage, bookFiles, type WordParagraph, wordFiles, xhtml, zip } from '#tests/support/books.ts'
import { chaptersOf } from '#tests/support/import-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'balance-'))
afterAll(() => rm(folder, { recursive: true }))

/** The same books each time, so that what fails once fails again; another seed makes others. */
const RUNS = { numRuns: 25, seed: 16 }

async function importBytes(name: string, bytes: Buffer | string) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return makeChapters(await readSource(path))
}

const word = fc.constantFrom(
  ...'river bank water heron evening the of to a walker lantern I was 1917 21st half-made m, e.g. Où 川 été النهر هادئ נהר שקט'.split(' '),
)
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '))
/** A few words with a mark in the middle, also in the middle of one. */
const marked = fc.tuple(words, fc.constantFrom('em', 'strong', 'code', 'sup', 'sub', 's', 'span', 'small'), word, words)
const level = fc.integer({ min: 1, max: 4 })

const element = fc.oneof(
  { weight: 4, arbitrary: words.map((text) => `<p>${text}.</p>`) },
  { weight: 2, arbitrary: marked.map(([one, tag, inner, two]) => `<p>${one}<${tag}>${inner}</${tag}>${two}</p>`) },
  { weight: 3, arbitrary: fc.tuple(level, words).map(([depth, text]) => `<h${depth}>${text}</h${depth}>`) },
  fc.tuple(words, words).map(([one, two]) => `<ol start="3"><li>${one}</li><li>${two}<ul><li>${one}</li></ul></li></ol>`),
  fc.tuple(words, words).map(([one, two]) => `<blockquote><p>${one}</p><p>${two}</p></blockquote>`),
  fc.tuple(words, words).map(([one, two]) => `<p>${one}<br/>${two}<br/>${one}</p>`),
  fc
    .tuple(words, words)
    .map(([one, two]) => `<table><tr><th>${one}</th><td>${two}</td></tr><tr><td>${two}</td><td>${one}</td></tr></table>`),
  fc.tuple(words, words).map(([one, two]) => `<pre>${one}\n  ${two}</pre>`),
  fc.tuple(words, words).map(([one, two]) => `<dl><dt>${one}</dt><dd>${two}</dd></dl>`),
  fc
    .tuple(words, words)
    .map(([one, two]) => `<figure><img src="a.png" alt=""/><figcaption>${one}</figcaption></figure><hr/><div>${two}</div>`),
  fc.tuple(words, words).map(([one, two]) => `<p dir="rtl">${one}<bdi>النهر</bdi> <bdo dir="ltr">${two}</bdo></p>`),
  fc
    .tuple(words, words)
    .map(([one, two]) => `<p>${one}<a href="#n1" epub:type="noteref">1</a></p><aside id="n1" epub:type="footnote"><p>${two}</p></aside>`),
  words.map((text) => `<p>She said <q>${text}</q> then.</p>`),
  word.map((text) => `<p><ruby>川<rt>${text}</rt></ruby></p>`),
)
const pages = fc
  .array(fc.array(element, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((bodies) => bodies.map((body, at): BookPage => ({ name: `page${at}.xhtml`, body: body.join('\n') })))

test('every word of a book for screens is in its chapters or in the report', async () => {
  await fc.assert(
    fc.asyncProperty(pages, fc.array(words, { maxLength: 4 }), async (all, titles) => {
      const contents = titles.slice(0, all.length).map((title, at): [string, string] => [title, `page${at}.xhtml`])
      expect(unaccounted(await importBytes('book.epub', zip(bookFiles(all, contents))))).toEqual([])
    }),
    RUNS,
  )
})

const run = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph: fc.Arbitrary<WordParagraph> = fc.oneof(
  { weight: 3, arbitrary: words.map((text) => ({ words: `${text}.` })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('heading 1', 'heading 2', 'Title', 'Quote'), words)
      .map(([style, text]) => ({ style, words: text })),
  },
  fc
    .tuple(words, word, fc.constantFrom('<w:i/>', '<w:b/>', '<w:strike/>', '<w:vertAlign w:val="superscript"/>', '<w:smallCaps/>'), words)
    .map(([one, inner, properties, two]) => ({ xml: run(one, '') + run(inner, properties) + run(two, '') })),
  words.map((text) => ({ xml: `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text, '')}` })),
  words.map((text) => ({ xml: `${run(text, '')}<w:r><w:br/></w:r>${run(text, '')}` })),
)

/** Typed Markdown, a note, verse and a quotation among it. */
const typed = fc.oneof(
  { weight: 3, arbitrary: words.map((text) => `${text}.`) },
  { weight: 2, arbitrary: fc.tuple(level, words).map(([depth, text]) => `${'#'.repeat(depth)} ${text}`) },
  fc.tuple(words, words).map(([one, two]) => `${one}  \n${two}\\\n${one}`),
  fc.tuple(words, words).map(([one, two]) => `> ${one}\n> ${two}`),
  fc.tuple(words, words).map(([one, two]) => `- ${one}\n- **${two}** ~~${one}~~`),
  fc.tuple(words, words).map(([one, two]) => `| ${one} | ${two} |\n|---|---|\n| ${two} | ${one} |`),
  words.map((text) => `> [!NOTE]\n> ${text}`),
)

test('every word of typed Markdown is in its chapters or in the report', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 14 }), words, async (all, note) => {
      const text = `% ${note}\n% Nora Reed\n\n${[...all, 'A walker[^1]', `[^1]: ${note}`].join('\n\n')}\n`
      expect(unaccounted(await importBytes('text.md', text))).toEqual([])
    }),
    RUNS,
  )
})

const NOTED: WordParagraph = { xml: `${run('A walker', '')}<w:r><w:footnoteReference w:id="1"/></w:r>` }

test('every word of a Word file is in its chapters or in the report', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 14 }), words, async (all, note) => {
      expect(unaccounted(await importBytes('text.docx', zip(wordFiles([...all, NOTED], [note]))))).toEqual([])
    }),
    RUNS,
  )
})

test('a heading above the parts of a book that holds no chapter is text where it stood', async () => {
  const prose = `<p>${'The ferry crosses the river eleven times a day. '.repeat(12)}</p>`
  const chapters = ['One', 'Two', 'Three'].map((title) => `<h3>${title}</h3>${prose}`).join('')
  const body = `<h1>The Ferry</h1><h3>Preface</h3>${prose}<h1>First half</h1>${chapters}<h1>Second half</h1>${chapters}`
  const text = await importBytes('title-page.html', xhtml(body))
  expect(unaccounted(text)).toEqual([])
  expect(chaptersOf(text)).toEqual(['One', 'Two', 'Three', 'One', 'Two', 'Three'])
  expect(JSON.stringify(text.sections[0])).toContain('The Ferry')
})

test('the lines with a sign of per cent at the top of pandoc’s Markdown are title and writers', async () => {
  const text = await importBytes(
    'title-block.md',
    '% The Salt Road\n  and the Pass\n% Nora Reed; Ann Hill\n% May 1911\n\n# One\n\nA boat.\n\n# Two\n\nSnow.\n',
  )
  expect(text).toMatchObject({ title: 'The Salt Road and the Pass', creator: 'Nora Reed; Ann Hill' })
  expect(chaptersOf(text)).toEqual(['One', 'Two'])
  expect(unaccounted(text)).toEqual([])
})

test('letters that are drawn count, one by one and at the head of a word', async () => {
  const letter = (name: string) => `<img src="${name}.png" alt="${name}"/>`
  const body = `<h1>I<br/>The Mill</h1><p>${letter('T')}he mill ${letter('S')} ${letter('M')} runs.</p><h1>II<br/>The Sea</h1><p>${letter('I')}t came.</p>`
  const text = await importBytes('drawn.html', `<!doctype html><body>${body}</body>`)
  expect(chaptersOf(text)).toEqual(['The Mill', 'The Sea'])
  expect(text.sections[0]?.blocks).toMatchObject([{ kind: 'paragraph', text: 'The mill S M runs.' }])
  expect(unaccounted(text)).toEqual([])
})

test('an “I” on the first line of a heading is a word where no other heading counts so', async () => {
  const prose = '<p>The carriers came down from the pass on the second day of the thaw.</p>'
  const text = await importBytes(
    'word.html',
    `<!doctype html><body><h2>I<br/>Promessi Sposi</h2>${prose}<h2>Il<br/>Decameron</h2>${prose}</body>`,
  )
  expect(chaptersOf(text)).toEqual(['I Promessi Sposi', 'Il Decameron'])
  expect(unaccounted(text)).toEqual([])
})
