import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
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

test('of several files called summary, the outermost names the chapters of a book of Markdown', async () => {
  const book = join(folder, 'book')
  await mkdir(join(book, 'format'), { recursive: true })
  const files = {
    'SUMMARY.md': '# Summary\n\n- [Set out](out.md)\n- [Format](format/README.md)\n  - [The summary file](format/summary.md)\n',
    'out.md': '# Set out\n\nA boat.\n',
    'format/README.md': '# Format\n\nLists.\n',
    'format/summary.md': '# The summary file\n\n- [Nowhere](../none.md)\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(book, name), text)
  const text = makeChapters(await readSource(book))
  expect(chaptersOf(text)).toEqual(['Set out', 'Format'])
  expect(unaccounted(text)).toEqual([])
})

test('a folder with settings is the book that lies where they say, and is called what they say', async () => {
  const book = join(folder, 'with-settings')
  await mkdir(join(book, 'text'), { recursive: true })
  const files = {
    'book.toml': '[book]\ntitle = "The Salt Road"\nauthors = ["Nora Reed", "Ann Hill"]\nlanguage = "en"\nsrc = "text"\n',
    'CONTRIBUTING.md': '# How to help\n\nWrite.\n',
    'text/SUMMARY.md': '# Summary\n\n[Foreword](foreword.md)\n\n- [Introduction](intro.md)\n- [The pass](pass.md)\n',
    'text/foreword.md': '# Foreword\n\nBefore.\n',
    'text/intro.md': '# Introduction\n\nA boat.\n',
    'text/pass.md': '# The pass\n\nSnow.\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(book, name), text)
  const text = makeChapters(await readSource(book))
  expect(text).toMatchObject({ title: 'The Salt Road', creator: 'Nora Reed, Ann Hill', language: 'en' })
  // Front matter stands before the list: what the list names is a chapter, whatever it is called.
  expect(chaptersOf(text)).toEqual(['Introduction', 'The pass'])
})

test('a book of GitBook is called what its settings say, holds what its list names, and what stands above its parts is no chapter', async () => {
  const book = join(folder, 'of-gitbook')
  await mkdir(book, { recursive: true })
  const chapter = (at: number) => `# 第${'一二三四'[at - 1]}章 山路\n\n${'挑夫从山口下来，带着银子。'.repeat(20)}\n`
  const list = (from: number) => [from, from + 1].map((at) => `* [第${'一二三四'[at - 1]}章 山路](${at}.md)`).join('\n')
  const files: Record<string, string> = {
    'book.json': '{ "title": "山口", "author": "Nora Reed", "language": "zh" }',
    'SUMMARY.md': `## 目录\n\n* [山口](README.md)\n\n## 第一部分：入门\n\n${list(1)}\n\n## 第二部分：山路\n\n${list(3)}\n`,
    'README.md': '# 山口\n\n这是一本书。\n',
    'notes.md': '# Notes\n\nFor the writers.\n',
  }
  for (const at of [1, 2, 3, 4]) files[`${at}.md`] = chapter(at)
  for (const [name, text] of Object.entries(files)) await writeFile(join(book, name), text)
  const text = makeChapters(await readSource(book))
  expect(text).toMatchObject({ title: '山口', creator: 'Nora Reed', language: 'zh' })
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters.map(({ division }) => division)).toEqual(['第一部分：入门', '第一部分：入门', '第二部分：山路', '第二部分：山路'])
  expect(text.sections[0]?.part).toBe('front')
  expect(text.balance?.left).toContainEqual({ reason: 'file that the contents list does not name', words: 4 })
  expect(unaccounted(text)).toEqual([])
})

test('below the parts that a contents list names its entries are chapters, and what it does not name is left out by name', async () => {
  const book = join(folder, 'with-parts')
  for (const place of ['src/2', 'src/4']) await mkdir(join(book, place), { recursive: true })
  const parts = ['Going out', 'Coming home'].map((part, at) => {
    const [one, other] = [at * 2 + 1, at * 2 + 2]
    return `# ${part}\n\n- [Boat ${one}](${one}.md)\n  - [Oars ${one}](${one}-oars.md)\n- [Boat ${other}](${other}/index.md)\n  - [Oars ${other}](${other}-oars.md)\n`
  })
  const files: Record<string, string> = {
    '../book.toml': '[book]\ntitle = "Boats"\n',
    'SUMMARY.md': `# Summary\n\n${parts.join('\n')}\n\n- [Ilova](appendix-00.md)\n`,
    'appendix-00.md': '# Ilova\n\nSomebody counted the oars.\n',
    'draft.md': '# Not yet\n\nA boat without a name.\n\n- one sail\n- two masts\n',
  }
  // Only the first boat says something before its oars.
  for (const at of [1, 2, 3, 4]) {
    files[at % 2 === 0 ? `${at}/index.md` : `${at}.md`] =
      `# Boat ${at}\n\n${at === 1 ? 'It left the harbour in the morning. '.repeat(20) : ''}\n`
    files[`${at}-oars.md`] = `# Oars ${at}\n\n${'Somebody rowed. '.repeat(40)}\n`
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(book, 'src', name), text)
  const text = makeChapters(await readSource(book))
  expect(chaptersOf(text)).toEqual(['Boat 1', 'Boat 2', 'Boat 3', 'Boat 4'])
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters.map(({ division }) => division)).toEqual(['Going out', 'Going out', 'Coming home', 'Coming home'])
  // Its file says by its name that it is an appendix, in whatever language its title is.
  expect(text.sections.at(-1)).toMatchObject({ part: 'back', title: 'Ilova' })
  expect(text.balance?.left).toContainEqual({ reason: 'file that the contents list does not name', words: 11 })
  expect(unaccounted(text)).toEqual([])
})

test('files that say by their names that they are chapters are, and a folder is called what its README says', async () => {
  const book = join(folder, 'without-settings')
  const names = ['01-introduction/01-chapter1', '02-basics/01-chapter2', '03-more/01-chapter3']
  for (const [at, name] of names.entries()) {
    await mkdir(join(book, name, '..'), { recursive: true })
    await writeFile(join(book, `${name}.markdown`), `# ${['Введение', 'Основы', 'Ветви'][at]} #\n\nЛодка отошла.\n`)
  }
  await writeFile(join(book, 'README.md'), '# Boats\n\nAbout boats.\n')
  const text = makeChapters(await readSource(book))
  expect(chaptersOf(text)).toEqual(['Введение', 'Основы', 'Ветви'])
  expect(text).toMatchObject({ title: 'Boats', language: 'ru' })
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
