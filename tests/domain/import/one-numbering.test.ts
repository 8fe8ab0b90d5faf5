import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { unaccounted } from './account.ts'
import { h, imported, type Loose, p } from './read-blocks.ts'
import { importLines } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII']

const chaptersOf = ({ sections }: ImportedText) => sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)

test('a word that counts chapters in this text alone is learned from the numbering that runs through it', () => {
  const shout = 'Then somebody cried:\n\n"WHERE IS THE LEDGER,\nAND WHERE IS THE SILVER?"\n'
  const papers = [1, 2, 3, 4, 5].map(
    (number) => `CARRIER No. ${number}\n\nOn the Thaw of the Year ${number}\n\n${PROSE}\n\n${shout}\n${PROSE}\n`,
  )
  const text = importLines(`THE SALT ROAD\n\n\n${papers.join('\n\n')}`)
  expect(chaptersOf(text)).toEqual([1, 2, 3, 4, 5].map((number) => `On the Thaw of the Year ${number}`))
  expect(unaccounted(text)).toEqual([])
})

test('pictures that are counted throughout a text of other chapters count none, nor does a word below its first half', () => {
  const plates = [1, 2, 3, 4, 5].map(
    (number) => `THE ${['PASS', 'INN', 'FERRY', 'STORM', 'SEA'][number - 1]}\n\n\n${PROSE}\n\nPlate ${number}\n\n${PROSE}\n`,
  )
  expect(chaptersOf(importLines(plates.join('\n\n\n')))).toEqual(['THE PASS', 'THE INN', 'THE FERRY', 'THE STORM', 'THE SEA'])
  const list = [1, 2, 3, 4].map((number) => `Mule ${number}\n\n${PROSE}\n`).join('\n')
  const late = ['PASS', 'INN', 'FERRY'].map((name) => `THE ${name}\n\n\n${`${PROSE}\n\n`.repeat(6)}`).join('\n\n')
  expect(chaptersOf(importLines(`${late}\n\nTHE MULES\n\n\n${PROSE}\n\n${list}`))).toEqual([
    'THE PASS',
    'THE INN',
    'THE FERRY',
    'THE MULES',
  ])
})

test('numbers that begin anew within each chapter of a numbering that runs through are no chapters, nor is what a contents list says of each', () => {
  const subjects = ['Of mules', 'Of men', 'Of silver', 'Of ledgers', 'Of snow', 'Of inns', 'Of ferries', 'Of bread']
  const names = ['PASS', 'INN', 'FERRY', 'STORM', 'SEA', 'ROAD', 'WELL', 'MILL']
  const chapters = ROMAN.map((number, at) => {
    const tasks = `I. QUESTIONS\n\n${PROSE}\n\nII. GRAMMAR\n\n${subjects[at]}\n\n${PROSE}\n\nIII. WORDS\n\n${PROSE}\n`
    return `#${number}#\n\n#THE ${names[at]} #\n\n${PROSE}\n\n${PROSE}\n\n${tasks}`
  })
  const list = ROMAN.map((number, at) => `${number}. THE ${names[at]}\n\n${subjects[at]}\n`).join('\n')
  const text = importLines(`CONTENTS\n\n${list}\n\n\n${chapters.join('\n\n')}\n\n\nVOCABULARY\n\n${PROSE}\n`)
  expect(chaptersOf(text)).toEqual(names.map((name) => `THE ${name}`))
  expect(text.sections.at(-1)).toMatchObject({ part: 'back', title: 'VOCABULARY' })
  expect(unaccounted(text)).toEqual([])
})

test('headings between two underscores are what they say', () => {
  const text = importLines(ROMAN.map((number) => `_Chapter ${number}_\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n'))
  expect(chaptersOf(text)).toHaveLength(8)
})

test('numbers within some poems of many are no chapters; what stands on a title page is none, before a preface or a first chapter', () => {
  const poem: Loose = { kind: 'verse', lines: Array.from({ length: 8 }, (_, at) => `The ferry goes over ${at} rivers, and comes home`) }
  const names = [
    'THE FERRY',
    'THE MILL',
    'THE INN',
    'TO A MULE',
    'SNOW',
    'THE WELL',
    'BREAD',
    'SALT',
    'THE ROAD',
    'A LEDGER',
    'NIGHT',
    'NOON',
  ]
  const stanzas = (name: string) => (['SNOW', 'SALT'].includes(name) ? [h(2, 'I'), poem, h(2, 'II'), poem] : [poem])
  const poems = imported([
    h(1, 'Salt'),
    h(2, 'by'),
    h(2, 'NORA REED'),
    h(2, 'PREFACE'),
    ...Array.from({ length: 4 }, () => p(PROSE)),
    ...names.flatMap((name) => [h(2, name), ...stanzas(name)]),
  ])
  expect(chaptersOf(poems)).toEqual(names)
  const novel = imported([
    h(2, 'NORA REED'),
    h(4, 'OF THE CARRIERS’ GUILD'),
    h(1, 'THE SALT ROAD'),
    h(5, '1891'),
    p(PROSE),
    p(PROSE),
    h(3, 'THE SALT ROAD'),
    ...ROMAN.flatMap((number) => [h(5, `CHAPTER ${number}`), p(PROSE), p(PROSE)]),
  ])
  expect(chaptersOf(novel)).toHaveLength(8)
  expect(novel.sections.map(({ division }) => division ?? null)).not.toContain('THE SALT ROAD')
  expect(novel.sections.map(({ title }) => title)).not.toContain('1891')
})

test('a misspelt word beside the number that is missing is the word of the others; one that nobody else counts by is a line of speech', () => {
  const labels = ['CHAPTER I.', 'CHAPTER II.', 'CHAPTTRE III.', 'CHAPTER IV.', 'CHAPTER V.']
  const spoken = `THE CARRIER:\n  Have you read of the mules?\n\nTHE WOMAN (bowing):\n  Letter thirteen.\n\nTHE CARRIER:\n  Well said.\n`
  const text = importLines(
    labels.map((label, at) => `${label}\n\n${PROSE}\n${PROSE}\n\n${at === 3 ? `${spoken}\n` : ''}${PROSE}\n`).join('\n\n\n'),
  )
  expect(chaptersOf(text)).toEqual(labels)
  expect(unaccounted(text)).toEqual([])
  const headings = imported([
    h(2, 'Salt'),
    ...labels.flatMap((label) => [h(3, label), h(3, `The road of ${label.slice(-3)}`), p(PROSE), p(PROSE)]),
  ])
  expect(chaptersOf(headings)).toEqual(labels.map((label) => `The road of ${label.slice(-3)}`))
})

test('a short scene keeps its heading, though a scene of that number comes again and its speakers stand right below', () => {
  const scene = (number: string, lines: number) =>
    `          SCENE ${number}\n          THE CARRIER, THE WOMAN\n\n\n${Array.from({ length: lines }, () => '          THE CARRIER\nThe pass is shut, the snow lies on the ledger\n\n          THE WOMAN\nThen count the mules\n').join('\n')}`
  const acts = ['I', 'II', 'III'].map((act) => `ACT ${act}\n\n${[scene('I', 9), scene('II', 2), scene('III', 9)].join('\n\n\n')}`)
  expect(chaptersOf(importLines(`THE SALT ROAD\n\n\n${acts.join('\n\n\n')}`))).toHaveLength(9)
})

test('numbers anew in a few of the tales that a contents list names are their sections; dashes below a line of a paragraph are no rule', () => {
  const names = ['BY SEA', 'THE STORM', 'THE INN', 'THE FERRY', 'A COMEDY', 'FAREWELL', 'BREAD', 'SALT', 'DUSK', 'NOON']
  const list = names.map((name, at) => `${name.padEnd(30)}${at * 20 + 3}.`).join('\n')
  const broken = `${PROSE}\nmortality! she said, and all of it by night\n            ------\n                  ------\nand went.\n`
  const tales = names.map((name) => {
    const own = ['THE STORM', 'SALT'].includes(name) ? `I.\n\n${PROSE}\n\n${PROSE}\n\nII.\n\n${PROSE}\n` : broken
    return `${name}.\n\n\n${own}\n${PROSE}\n`
  })
  const text = importLines(`CONTENTS.\n\n${list}\n\n\n\n${tales.join('\n\n\n')}`)
  expect(chaptersOf(text)).toEqual(names.map((name) => `${name}.`))
  expect(unaccounted(text)).toEqual([])
})

test('the volume of an edition, above the first chapter and nowhere else, divides nothing; the first part of a book does', () => {
  const chapters = ROMAN.map((number) => `CHAPTER ${number}.\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n')
  const divisionsIn = (above: string) =>
    new Set(importLines(`${above}\n\n\n\n${chapters}`).sections.map(({ division }) => division ?? null))
  expect(divisionsIn('WORKS OF NORA REED\n\n\nVOLUME XIV\n\nTHE SALT ROAD\n\nTALES.  VOLUME  I.')).toEqual(new Set([null]))
  expect(divisionsIn('THE SALT ROAD\n\n\nPART ONE')).toEqual(new Set(['PART ONE']))
})

test('what the oldest headers of a collection say of title and writer is read', () => {
  const header = (first: string, second: string, end: string) =>
    `**Note: this is a Project Gutenberg Etext**\nThe Project Gutenberg Etext of ${first}\n${second}\n\nCopyright laws are changing.\n\n${end}\n\n\n\n`
  const chapters = ROMAN.map((number) => `CHAPTER ${number}.\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n')
  const small = header(
    'The Salt Road',
    '#26 in our series by Nora Reed',
    '*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*',
  )
  expect(importLines(small + chapters)).toMatchObject({ title: 'The Salt Road', creator: 'Nora Reed' })
  const kept = header('The Salt Road', 'by Nora Reed', '*SMALL PRINT! Ver.04.29.93 FOR COPYRIGHT PROTECTED ETEXTS*END*')
  expect(importLines(kept + chapters)).toMatchObject({ title: 'The Salt Road', creator: 'Nora Reed' })
})
