import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { SourceText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { unaccounted } from '#tests/domain/import/account.ts'
import { wordFiles, zip } from '#tests/support/books.ts'

const folder = await mkdtemp(join(tmpdir(), 'word-files-'))
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function read(files: Parameters<typeof zip>[0]): Promise<SourceText> {
  const path = join(folder, `${count++}.docx`)
  await writeFile(path, zip(files))
  return readSource(path)
}

test('a Word file keeps its title, and its running heads and comments are told', async () => {
  const part = (tag: string, inside: string) => `<?xml version="1.0"?><w:${tag} xmlns:w="w">${inside}</w:${tag}>`
  const source = await read({
    ...wordFiles([{ style: 'Title', words: 'The Ferry' }, { words: 'One * two' }]),
    'word/header1.xml': part('hdr', '<w:p><w:r><w:t>Low Water</w:t></w:r></w:p>'),
    'word/comments.xml': part('comments', '<w:comment><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>'),
  })
  expect(source.blocks).toEqual([
    { kind: 'heading', origin: { line: 1 }, level: 1, text: 'The Ferry' },
    { kind: 'paragraph', origin: { line: 2 }, text: 'One \\* two' },
  ])
  expect(source.report.map(({ reason, before }) => [reason, before])).toEqual([
    ['running head', 'Low Water'],
    ['comment in the margin', 'Really?'],
  ])
})

test('the one title of a Word file stands above its headings, which Word sets on the same level', async () => {
  const files = wordFiles([
    { style: 'Title', words: 'The Ferry' },
    { words: 'By Nora Reed' },
    { style: 'Heading1', words: 'Out' },
    { words: 'A boat.' },
    { style: 'Heading1', words: 'Home' },
    { words: 'Snow.' },
  ])
  const source = await read(files)
  expect(source.blocks.filter(({ kind }) => kind === 'heading')).toMatchObject([
    { level: 1, text: 'The Ferry' },
    { level: 2, text: 'Out' },
    { level: 2, text: 'Home' },
  ])
  const again = await read(wordFiles([...['One', 'Two'].map((words) => ({ style: 'Title', words })), { style: 'Heading1', words: 'Out' }]))
  expect(again.blocks.map((block) => block.kind === 'heading' && block.level)).toEqual([1, 1, 1])
})

test('the words of text boxes are read once, however the program wrote them', async () => {
  const box = (words: string) => `<w:txbxContent><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:txbxContent>`
  const drawn = (words: string) => `<w:drawing><shape>${box(words)}</shape></w:drawing>`
  const old = (words: string) => `<w:pict><oval>${box(words)}</oval></w:pict>`
  const bothWays = `<AlternateContent><Choice>${drawn('Both ways.')}</Choice><Fallback>${old('Both ways.')}</Fallback></AlternateContent>`
  const source = await read(
    wordFiles([
      { xml: `<w:r>${bothWays}</w:r>`, words: 'One.' },
      { xml: `<w:r>${drawn('The new way.')}</w:r>`, words: 'Two.' },
      { xml: `<w:r>${old('The old way.')}</w:r>`, words: 'Three.' },
      { words: 'Four.' },
    ]),
  )
  const found = source.blocks.map((block) => 'text' in block && block.text)
  expect(found).toEqual(['One.', 'Both ways.', 'Two.', 'The new way.', 'Three.', 'The old way.', 'Four.'])
})

test('a publisher’s styles say what is a title; captions are numbered without being lists, by levels that another style holds', async () => {
  const files = wordFiles(
    ['Chapter Title', 'HeadA', 'Caption Line', 'Slug', 'HeadA'].map((style, at) => ({
      style,
      words: ['Boats', 'The mill', 'A mill', 'A slug', 'The sea'][at] ?? '',
    })),
  )
  const style = (name: string, depth?: number) =>
    `<w:style w:type="paragraph" w:styleId="${name.replace(/ /g, '')}"><w:name w:val="${name}"/>${
      depth === undefined ? '' : `<w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="7"/></w:numPr></w:pPr>`
    }</w:style>`
  const level = (depth: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${depth}"><w:numFmt w:val="${format}"/><w:pStyle w:val="${depth === 0 ? 'CaptionLine' : 'Slug'}"/><w:lvlText w:val="${text}"/></w:lvl>`
  const styles = `${style('Chapter Title')}${style('HeadA')}${style('Caption Line', 0)}${style('Slug', 1)}</w:styles>`
  const numbering = `<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Nr"/></w:abstractNum><w:abstractNum w:abstractNumId="4"><w:styleLink w:val="Nr"/>${level(0, 'decimal', 'Figure 4-%1')}${level(1, 'none', '')}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`
  const source = await read({
    ...files,
    'word/styles.xml': String(files['word/styles.xml']).replace('</w:styles>', styles),
    'word/numbering.xml': String(files['word/numbering.xml']).replace('</w:numbering>', numbering),
  })
  expect(source.blocks.map(({ origin: _, ...block }) => block)).toEqual([
    { kind: 'heading', level: 1, text: 'Boats' },
    { kind: 'heading', level: 2, text: 'The mill' },
    { kind: 'paragraph', text: 'Figure 4-1 A mill' },
    { kind: 'paragraph', text: 'A slug' },
    { kind: 'heading', level: 2, text: 'The sea' },
  ])
  expect([...(source.words ?? [])].filter(([word]) => /^(?:Figure|4|1)$/.test(word)).map(([, times]) => times)).toEqual([1, 1, 1])
})

test('words that were moved while changes were tracked stand, and count, where they went', async () => {
  const said = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
  const source = await read(
    wordFiles([
      { xml: `${said('The boat waits.')}<w:moveFrom w:id="1">${said(' The bell rings.')}</w:moveFrom>` },
      { xml: `${said('Nobody comes.')}<w:moveTo w:id="2">${said(' The bell rings.')}</w:moveTo>` },
    ]),
  )
  expect(source.blocks.map((block) => 'text' in block && block.text)).toEqual(['The boat waits.', 'Nobody comes. The bell rings.'])
  const once = ['boat', 'waits', 'Nobody', 'comes', 'bell', 'rings'].map((word): [string, number] => [word, 1])
  expect(source.words).toEqual(new Map([['The', 2], ...once]))
})

test('the title and the number that a publisher sets by styles of their own are one title', async () => {
  const files = wordFiles([
    { style: 'AppendixNumber', words: 'C' },
    { style: 'AppendixTitle', words: 'Boats and ferries' },
    { words: 'A boat is on the water.' },
  ])
  const style = (name: string) => `<w:style w:type="paragraph" w:styleId="${name}"><w:name w:val="${name}"/></w:style>`
  const styles = `${style('AppendixNumber')}${style('AppendixTitle')}</w:styles>`
  const source = await read({ ...files, 'word/styles.xml': String(files['word/styles.xml']).replace('</w:styles>', styles) })
  expect(source.blocks).toMatchObject([{ kind: 'heading', level: 1, text: 'C Boats and ferries' }, { kind: 'paragraph' }])
  expect(source.words?.get('C')).toBe(1)
})

test('numbers of fields, readings above words, and numbers beside Roman ones are words of the text', async () => {
  const run = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
  const field = `${run('Table ')}<w:fldSimple w:instr=" SEQ Table ">${run('7')}</w:fldSimple>${run(' of weights.')}`
  const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run('とうきょう')}</w:rt><w:rubyBase>${run('東京')}</w:rubyBase></w:ruby></w:r>`
  const item = (numId: number, words: string) => ({
    words,
    xml: `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>`,
  })
  const level = (id: number, format: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>`
  const nums = [1, 2].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`).join('')
  const files = wordFiles([{ xml: field }, { xml: ruby }, item(1, 'Salt'), item(1, 'Snow'), item(2, 'Bread')])
  const numbering = String(files['word/numbering.xml']).replace(
    /<w:abstractNum .*<\/w:num>/,
    level(1, 'decimal') + level(2, 'upperRoman') + nums,
  )
  const text = makeChapters(await read({ ...files, 'word/numbering.xml': numbering }))
  expect(text.sections[0]?.blocks).toMatchObject([
    { kind: 'paragraph', text: 'Table 7 of weights.' },
    { kind: 'paragraph', text: '東京（とうきょう）' },
    { kind: 'list', items: ['1\\. Salt', '2\\. Snow', 'I. Bread'] },
  ])
  expect(unaccounted(text)).toEqual([])
})
