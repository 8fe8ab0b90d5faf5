import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { readSource } from '#server/import/formats/read-source.ts'

const folder = await mkdtemp(join(tmpdir(), 'encoding-'))
afterAll(() => rm(folder, { recursive: true }))

const ENGLISH = 'The miller said: “It’s a café – of sorts.”\nHe laughed, and poured the coffee.'
const GERMAN = 'Über dem Fluß lag früh der Nebel. Die Mühle stand still, und die Müllerin schälte Äpfel für den Kuchen.'
const RUSSIAN = 'Паром переходит реку одиннадцать раз в день. Утром он везёт пекарей и школьников, а вечером привозит их домой.'
const POLISH =
  'Łódź płynęła powoli, a przewoźnik śpiewał pieśń o żółtej gęsi, która zgubiła się w gąszczu. Nikt nie wie, kiedy to się stało, ale ' +
  'wszyscy pamiętają jej imię. Po drugiej stronie rzeki czekał młynarz, który nie był cierpliwy, i jego córka, która była. Przez cały ' +
  'dzień nie padał deszcz, a wieczorem nad wodą pojawiła się mgła i nie było już widać brzegu, ani młyna, ani dzwonu na dębowym słupie.'
const GREEK = 'Το καράβι περνά το ποτάμι έντεκα φορές την ημέρα και κανείς δεν ξέρει γιατί.'
const JAPANESE = '渡し船は一日に十一回川を渡る。朝はパン屋と子供たちを運び、夕方には家へ連れて帰る。'

const withMark = (encoding: string, text: string) => iconv.encode(text, encoding, { addBOM: true })

test.each([
  ['UTF-8', iconv.encode(ENGLISH, 'utf-8'), ENGLISH, false],
  ['UTF-8 with a mark', withMark('utf-8', ENGLISH), ENGLISH, false],
  ['UTF-16, little end first', withMark('utf-16le', ENGLISH), ENGLISH, false],
  ['UTF-16, big end first', withMark('utf-16be', RUSSIAN), RUSSIAN, false],
  ['UTF-16 without a mark', iconv.encode(ENGLISH, 'utf-16le', { addBOM: false }), ENGLISH, true],
  ['windows-1252', iconv.encode(ENGLISH, 'windows-1252'), ENGLISH, true],
  ['windows-1252, German', iconv.encode(GERMAN, 'windows-1252'), GERMAN, true],
  ['KOI8-R', iconv.encode(RUSSIAN, 'koi8-r'), RUSSIAN, true],
  ['windows-1251', iconv.encode(RUSSIAN, 'windows-1251'), RUSSIAN, true],
  ['ISO 8859-2', iconv.encode(POLISH, 'iso-8859-2'), POLISH, true],
  ['ISO 8859-7', iconv.encode(GREEK, 'iso-8859-7'), GREEK, true],
  ['Shift JIS', iconv.encode(JAPANESE, 'shift_jis'), JAPANESE, true],
])('%s is found out, and a guess is told', async (name, bytes, text, guessed) => {
  const path = join(folder, `${name}.txt`.replaceAll(/[ ,]/g, ''))
  await writeFile(path, bytes)
  const { blocks, report } = await readSource(path)
  expect(blocks.map((block) => (block.kind === 'line' ? block.text : block.kind)).join('\n')).toBe(text)
  expect(report.filter(({ reason }) => reason.includes('encoding'))).toHaveLength(guessed ? 1 : 0)
})

test('an encoding can be told, and one that does not exist is refused', async () => {
  const path = join(folder, 'told.txt')
  await writeFile(path, iconv.encode('да', 'koi8-r'))
  const { blocks, report } = await readSource(path, { encoding: 'koi8-r' })
  expect(blocks).toMatchObject([{ kind: 'line', text: 'да' }])
  expect(report).toEqual([])
  await expect(readSource(path, { encoding: 'klingon' })).rejects.toThrow('noSuchEncoding {"name":"klingon"}')
})

test('a page of HTML may say its encoding', async () => {
  const path = join(folder, 'page.html')
  await writeFile(path, iconv.encode(`<html><meta charset="koi8-r"><p>${RUSSIAN}`, 'koi8-r'))
  const { blocks, report } = await readSource(path)
  expect(blocks).toMatchObject([{ kind: 'paragraph', text: RUSSIAN }])
  expect(report).toEqual([])
})

test('lines end in any of three ways, a form feed begins a page, and what nobody can see is told', async () => {
  const path = join(folder, 'lines.txt')
  const words = 'word after word after word '.repeat(20)
  await writeFile(path, `one\r\ntwo\rthree\n\fTitle\nfour\f\nf\u0008ive\n${words}\uFFFD`)
  const { blocks, report } = await readSource(path)
  const told = blocks.map((block) => `${block.origin.line} ${block.kind === 'line' ? block.text : block.kind}`)
  expect(told).toEqual(['1 one', '2 two', '3 three', '4 page', '4 Title', '5 four', '5 page', '6 five', `7 ${words}\uFFFD`])
  expect(report).toMatchObject([
    { kind: 'dropped', origin: { line: 6 }, before: 'f␈ive', after: 'five' },
    { kind: 'doubt', origin: { line: 7 }, reason: 'character that could not be read' },
  ])
})
