import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Chapter } from '#domain/guide.ts'
import { readGuides } from '#server/content/content-guides.ts'
import { CHAPTER, type Changes, guideOnDisk, swap } from '#tests/content/guide-on-disk.ts'

async function chapterOf(changes: Changes = {}): Promise<Chapter> {
  const [read] = await readGuides(await guideOnDisk(changes))
  const chapter = read?.chapters[0]
  if (!chapter) throw new Error('the guide has no chapter')
  return chapter
}

/** Replaces the text below the settings, and drops what points into it. */
function body(text: string): (old: string) => string {
  return (old) =>
    `${old
      .slice(0, old.indexOf('\n---\n', 4) + 5)
      .replace(/records:[\s\S]*?(?=plans:)/, '')
      .replace(/paragraphs: \[.*\]/g, 'paragraphs: [1]')}\n${text}\n`
}

/** The text that a browser would show for this HTML, which has neither comments nor raw text. */
function textOf(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')
}

test('the template is a guide without a fault', async () => {
  const [read] = await readGuides(await guideOnDisk())
  expect(read?.guide).toMatchObject({ slug: 'mine', title: 'The name of your guide', language: 'en' })
  expect(read?.guide.chapters).toEqual([expect.objectContaining({ slug: 'first-chapter', number: 1, words: 41 })])
  expect(read?.guide.html).toMatch(/^<p>Introduce the guide/)
})

test('a folder that begins with an underscore is not a guide', async () => {
  await expect(readGuides('content')).resolves.not.toContainEqual(
    expect.objectContaining({ guide: expect.objectContaining({ slug: '_template' }) }),
  )
})

test('paragraphs, lists and quotations are numbered from the top; headings are not', async () => {
  const text = 'One.\n\n## Heading\n\n- two\n- still two\n\n> Three.\n>\n> Still three.\n\n1. four\n\nFive.'
  const { html, paragraphs, text: plain } = await chapterOf({ [CHAPTER]: body(text) })
  expect([...html.matchAll(/<(\w+)[^>]* id="(p\d+)" data-n="(\d+)"/g)].map(([, ...found]) => found.join(' '))).toEqual([
    'p p1 1',
    'ul p2 2',
    'blockquote p3 3',
    'ol p4 4',
    'p p5 5',
  ])
  expect(paragraphs.map(({ start, end }) => plain.slice(start, end).trim())).toEqual([
    'One.',
    'two\nstill two',
    'Three.\nStill three.',
    'four',
    'Five.',
  ])
  expect(html).toContain('<h2 id="section-heading">')
})

test('the text is exactly what the article shows', async () => {
  const text =
    'A & B < C "quoted" — *em* `a<b` 𝒜 👩‍👩‍👧 é.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```\ncode & more\n```\n\n- [x](https://example.org)\n\nLine  \nbreak.'
  const chapter = await chapterOf({ [CHAPTER]: body(text) })
  expect(textOf(chapter.html)).toBe(chapter.text)
  expect(chapter.revision).toBe(createHash('sha256').update(chapter.text).digest('hex').slice(0, 32))
})

test('wrapping a paragraph anew changes neither text nor revision', async () => {
  const one = await chapterOf({ [CHAPTER]: body('A paragraph that is\nwrapped here.') })
  const other = await chapterOf({ [CHAPTER]: body('A paragraph\n  that is wrapped here.') })
  expect(other.text).toBe('A paragraph that is wrapped here.')
  expect(other.revision).toBe(one.revision)
})

test('Windows line ends change nothing', async () => {
  const windows = await chapterOf({ [CHAPTER]: (old) => old.replaceAll('\n', '\r\n') })
  expect(windows).toEqual(await chapterOf())
})

test('links to the lists lead into the chapter’s own section', async () => {
  const { html, terms, people, places, dates } = await chapterOf()
  for (const target of ['#term-example-term', '#person-example-person', '#place-example-place', '#date-example-date']) {
    expect(html).toContain(`href="${target}"`)
  }
  expect([terms, people, places, dates].map((entries) => entries.map(({ id }) => id))).toEqual([
    ['example-term'],
    ['example-person'],
    ['example-place'],
    ['example-date'],
  ])
})

test('what could run or fetch is left out', async () => {
  const { html } = await chapterOf({ [CHAPTER]: body('<!-- a remark -->\n\nWords [here](https://example.org "title").') })
  expect(html).toBe(
    '<p id="p1" data-n="1"><a class="paragraph-link" href="#p1" aria-label="Paragraph 1" data-n="1"></a>Words <a href="https://example.org">here</a>.</p>',
  )
})

test('a passage with straight marks is found in text with curly ones, and given back as the text has it', async () => {
  const text = `They called it the workers' "council" and [meant](term:example-term) it.`
  const record = `records:\n  - id: it\n    paragraph: 1\n    passage: the workers' "council" and meant\n    note: Long enough to be a note on it.\n`
  const { records, html } = await chapterOf({ [CHAPTER]: (old) => body(text)(old).replace('plans:', `${record}plans:`) })
  expect(records[0]?.passage).toBe('the workers’ “council” and meant')
  expect(html).toContain('>meant<a class="record-link" id="at-record-it" href="#record-it"')
})

test('questions, notes and lists get typographic marks too', async () => {
  const { questions, terms } = await chapterOf({
    [CHAPTER]: swap('Ask what the chapter says,', `Ask what "it" says, don't guess,`),
    'glossary.yaml': swap('What the term means', `What the "term" means`),
  })
  expect(questions[1]?.text).toMatch(/^Ask what “it” says, don’t guess/)
  expect(terms[0]?.definition).toMatch(/^What the “term” means/)
})

test('typed marks are set by the language: English ones, but not those of other scripts, and no other language', async () => {
  const typed = `In '68, in the '60s, he said "yes" -- and don't... "你好。" and צה"ל.`
  const { text } = await chapterOf({ [CHAPTER]: body(typed) })
  expect(text).toBe(`In ’68, in the ’60s, he said “yes” — and don’t… "你好。" and צה"ל.`)
  const german = await chapterOf({ [CHAPTER]: body(`Die '68er sagten "ja" -- geht's?`), 'guide.md': swap('language: en', 'language: de') })
  expect(german.text).toBe(`Die '68er sagten "ja" -- geht's?`)
})

test('emphasis may end in a full-width sign without a space behind it', async () => {
  const { html, text } = await chapterOf({ [CHAPTER]: body('**重点。**后面 ~~删除。~~后面') })
  expect(text).toBe('重点。后面 删除。后面')
  expect(html).toContain('<strong>重点。</strong>后面 <del>删除。</del>后面')
})
