import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import { type ReadGuide, readGuideSources } from '#server/content/guide-folder.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { ferryDocx, ferryEpub } from '#tests/support/ferry.ts'

const FIXTURES = 'tests/fixtures/ferry'
const folder = await mkdtemp(join(tmpdir(), 'ferry-'))
const place = (name: string) => join(folder, name)
const FILES = [
  `${FIXTURES}/ferry.md`,
  `${FIXTURES}/ferry-folder`,
  `${FIXTURES}/ferry.html`,
  place('ferry-3.epub'),
  place('ferry-2.epub'),
  place('ferry.docx'),
]

beforeAll(async () => {
  await writeFile(place('ferry-3.epub'), ferryEpub(3))
  await writeFile(place('ferry-2.epub'), ferryEpub(2))
  await writeFile(place('ferry.docx'), ferryDocx())
})

afterAll(() => rm(folder, { recursive: true }))

/** A file as the guide that it becomes, read by the reader of guides. */
async function importFile(path: string): Promise<{ text: ImportedText; read: ReadGuide; files: Map<string, string> }> {
  const text = makeChapters(await readSource(path))
  const files = toGuideFiles(text, { title: 'The Ferry', language: 'en', licence: 'CC0' })
  const { read, problems } = await readGuideSources('ferry', files, '/texts/ferry')
  expect(problems).toEqual([])
  if (!read) throw new Error('no guide')
  return { text, read, files }
}

test.each(FILES)('%s becomes the same guide as in every other format', async (path) => {
  const { read, files } = await importFile(path)
  expect([...files.keys()]).toEqual([
    'guide.md',
    '00-preface.md',
    '01-the-crossing.md',
    '02-low-water.md',
    '03-the-bell.md',
    '04-further-reading-in-the-text.md',
  ])
  expect(read.chapters.map(({ title, part, paragraphs }) => [title, part, paragraphs.length])).toEqual([
    ['Preface', 'front', 2],
    ['The crossing', null, 3],
    ['Low water', null, 4],
    ['The bell', null, 2],
    ['Further reading', 'back', 1],
  ])
  const [preface, crossing, water, bell] = read.chapters
  expect(preface?.text).toContain('it does not pretend to be more')
  expect(crossing?.text).toContain('The ferry crosses the river eleven times a day. In the morning')
  expect(crossing?.html).toContain('<em>eleven</em>')
  expect(crossing?.html).toMatch(/<blockquote[^>]*>\s*(<a[^>]*><\/a>)?\s*<p>A boat that is in a hurry/)
  const note = read.chapters.flatMap(({ slug, notes }) => notes.map(({ html }) => [slug, html.replace(/<[^>]+>/g, '')]))
  expect(note.at(0)).toEqual(['the-crossing', 'Nine times when the tide is low.'])
  expect(water?.html.match(/<li>/g)).toHaveLength(3)
  expect(water?.html).toMatch(/Low water, slow water,<br>\s*Show me your stones;<br>\s*High water, my water,<br>\s*Carry me home\./)
  expect(bell?.html).toContain('<hr>')
})

test.each(FILES)('nothing of a script, a style sheet or a hidden word of %s reaches the guide, and the report has it', async (path) => {
  const { text, files } = await importFile(path)
  const written = [...files.values()].join('\n')
  expect(written).not.toMatch(/alert|stolen|javascript|onerror|margin|Buy now|or twelve|River Books|<script/)
  const dropped = text.report.filter(({ kind }) => kind === 'dropped').map(({ reason }) => reason)
  const expected: Record<string, string[]> = {
    md: ['script', 'picture', 'setting of the file'],
    html: ['script', 'style sheet', 'picture', 'hidden words', 'beside the main part of the page'],
    epub: ['script', 'picture', 'page number'],
    docx: ['deleted while changes were tracked', 'contents list or navigation'],
  }
  for (const reason of expected[path.split('.').at(-1) ?? ''] ?? []) expect(dropped).toContain(reason)
})

test('a file says its title, its writer and its language', async () => {
  for (const path of FILES.filter((name) => !name.endsWith('folder'))) {
    const { title, creator, language } = await readSource(path)
    expect({ title, creator, language }).toEqual({ title: 'The Ferry at Low Water', creator: 'Ida Brook', language: 'en-GB' })
  }
})

test('every place in the report leads to the line', async () => {
  const { report } = await readSource(`${FIXTURES}/ferry.html`)
  const lines = Object.fromEntries(report.map(({ reason, origin }) => [reason, origin.line]))
  expect(lines).toMatchObject({ script: 8, picture: 22, 'hidden words': 28, 'marks of where a word may be divided': 15 })
})

test('emphasis that ends in a full-width sign comes through from Markdown to the page', async () => {
  const path = place('cjk.md')
  await writeFile(path, '# 书\n\n**重点。**后面还有字。\n')
  const source = toGuideFiles(makeChapters(await readSource(path)), { title: '书', language: 'zh', licence: 'CC0' })
  const { read } = await readGuideSources('shu', source, '/texts/shu')
  expect(read?.chapters[0]?.html).toContain('<strong>重点。</strong>后面还有字。')
})
