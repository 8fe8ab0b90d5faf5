import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { readTitle } from '#domain/import/heading-words/titles.ts'
import { unaccounted } from './account.ts'
import { h, imported, p } from './read-blocks.ts'
import { importLines } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`
const FAR = '\n\n\n\n\n'
const TOP = `THE ROADS OF SILVER\n\nBY NORA REED${FAR}`

const outlineOf = ({ sections }: ImportedText) => sections.map(({ part, title }) => `${part}: ${title}`)
const long = (words: number) => p('The keeper of the inn wrote down whatever the mules had brought over the pass. '.repeat(words))

test('acts in Esperanto are acts, whoever speaks in them and however they say it', () => {
  const speech = (name: string, how: string) => `${name}\n(${how})\nNenio venis trans la monton, krom du azenoj kaj ilia mastro.\n`
  const acts = ['UNUA', 'DUA', 'TRIA'].map(
    (number) =>
      `${number} AKTO\n\n\n(Ĝardena salono.)\n\n${['LA SINJORINOJ', 'KONSULO BERN', 'LA TRI SINJOROJ'].map((name) => speech(name, 'Mallaŭte')).join('\n')}\nVOĈOJ EL LA ĜARDENO ${number}\nTre laŭte kaj longe\n\nNi venas, ni venas.\n`,
  )
  const text = importLines(`LA KOLONOJ${FAR}${acts.join(FAR)}`)
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual([
    'chapter: UNUA AKTO',
    'chapter: DUA AKTO',
    'chapter: TRIA AKTO',
  ])
})

test('somebody’s initials are no numbers, and a title in capitals may begin with one', () => {
  expect(readTitle('M. Ch. Brook says that nothing came of it').number).toBeNull()
  expect(readTitle('IV. Kap. Der Pass').number).toBe(4)
  const titles = ['PRIMUS', 'SECUNDUS', 'TERTIUS', 'QUARTUS'].map((one) => `C. IULI DE BELLO COMMENTARIUS ${one}`)
  const text = importLines(`${TOP}${titles.map((title) => `${title}\n\n\n${PROSE}\n\n${PROSE}`).join(FAR)}\n`)
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(titles.map((title) => `chapter: ${title}`))
})

test('a word that counts chapters here alone does so in a file with headings, too', () => {
  const numbers = ['PRIMERO', 'II', 'III', 'IV', 'V', 'VI']
  const front = [h(2, 'CARTA AL LECTOR'), long(8), h(2, 'SONETO DE UN AMIGO'), long(8)]
  const text = imported([h(1, 'EL PASO'), ...front, ...numbers.flatMap((number) => [h(2, `TRANCO ${number}`), long(60)])])
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(numbers.map((number) => `chapter: TRANCO ${number}`))
  expect(outlineOf(text)).toContain('front: CARTA AL LECTOR')
})

test('what stands after the last of many numbered chapters is none where it is far shorter, and is kept', () => {
  const chapters = Array.from({ length: 9 }, (_, at) => [h(2, `CHAPTER ${at + 1}`), long(60)]).flat()
  const text = imported([h(1, 'THE PASS'), ...chapters, h(2, 'The Afterthought'), long(8)])
  expect(outlineOf(text).at(-1)).toBe('back: The Afterthought')
})

test('what a publisher tells of his other books after the last chapter is none', () => {
  const chapters = Array.from({ length: 9 }, (_, at) => [h(2, `${at + 1}. Kapitel`), long(60)]).flat()
  const text = imported([h(1, 'DER PASS'), ...chapters, h(2, 'Verlag von Nora Reed & Co. – Altdorf'), long(60)])
  expect(outlineOf(text).at(-1)).toBe('back: Verlag von Nora Reed & Co. – Altdorf')
})

test('years above much text are what it is called, and the lines of a title page on their level are none', () => {
  const page = ['BY NORA REED', 'PUBLISHED BY HILL', '7, HILL STREET', 'ALTDORF', '1908'].map((line) => h(5, line))
  const text = imported([h(1, 'THE PASS'), ...page, p('For those who carried it.'), h(5, '1888'), long(60), h(5, '1889'), long(60)])
  expect(outlineOf(text).slice(-2)).toEqual(['chapter: 1888', 'chapter: 1889'])
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toHaveLength(2)
  expect(unaccounted(text)).toEqual([])
})

test('a numbered title in capitals may break after a comma, and a table at the front may have no pages', () => {
  const names = [
    'HOW THE CARRIERS CAME DOWN FROM THE PASS,\nAND WHO CAME WITH THEM',
    'THE INN',
    'THE FERRY,\nAND THE MILL',
    'THE SEA',
    'THE ROAD',
  ]
  const titles = ['I', 'II', 'III', 'IV', 'V'].map((number, at) => `${number}. ${names[at]}`)
  const plates = 'TABLE OF PLATES\n\n\nPLATE\nI. THE MULES\nII. THE LEDGER\nIII. THE THAW'
  const chapters = titles.map((title) => `${title}\n\n\n${Array(40).fill(PROSE).join('\n\n')}`)
  const text = importLines(
    `${TOP}TABLE\n\n\nPREFACE\n\n${titles.join('\n\n')}${FAR}${plates}${FAR}PREFACE\n\n${PROSE}${FAR}${chapters.join(FAR)}\n`,
  )
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(names.map((name) => `chapter: ${name.replace('\n', ' ')}`))
  expect(text.balance?.left.find(({ reason }) => reason === 'contents list')?.words).toBeGreaterThan(20)
  expect(unaccounted(text)).toEqual([])
})

test('the mark of a note in a title may stand in braces, after a space', () => {
  const notes = `Footnotes:\n\n\n{1}  Paid in silver.\n\n{2}  A kind of mule.\n`
  const titles = ['THE PASS', 'THE INN {1}', 'THE FERRY', 'THE SEA']
  const chapters = titles.map((title, at) => `${title}\n\n\n${PROSE}${at === 2 ? ' {2}' : ''}\n\n${PROSE}`)
  const text = importLines(`${TOP}${chapters.join(FAR)}${FAR}${notes}`)
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(titles.map((title) => `chapter: ${title.replace(' {1}', '')}`))
  expect(text.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'note'))).toHaveLength(2)
  expect(unaccounted(text)).toEqual([])
})

test('the last of many numbers may have another mark behind it', () => {
  const cantos = ['I -', 'II -', 'III -', 'IV -', 'V -', 'VI.'].map(
    (number, at) => `${number} The road of day ${'abcdef'[at]}\n\n${PROSE}\n\n${PROSE}`,
  )
  const text = importLines(`${TOP}${cantos.join('\n\n\n')}\n`)
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toHaveLength(6)
})

test('numbers inside one chapter are none of the chapters, though the contents list names them', () => {
  const inner = ['Lamp', 'Shadow', 'Stars'].map((one, nth) => `${nth + 1}. ${one}`)
  const parts = [
    { name: 'The Land', chapters: ['THE PASS', 'THE INN', 'THE FERRY', 'THE NIGHT'] },
    { name: 'The Sea', chapters: ['THE MILL', 'THE TIDE', 'THE ROCK'] },
  ]
  const roman = ['I', 'II', 'III', 'IV']
  const sections = (name: string) => (name === 'THE NIGHT' ? inner : [])
  const list = parts.map(({ name, chapters }) =>
    [
      `    ${name}`,
      '',
      ...chapters.flatMap((one, at) => [`  ${roman[at]}   ${one}`, ...sections(one).map((line) => `       ${line}`)]),
    ].join('\n'),
  )
  const texts = parts.map(({ name, chapters }) => {
    const all = chapters.map((one, at) => {
      const text = sections(one).map((line) => `${line}\n\n${PROSE}`)
      return `${roman[at]}\n${one}\n\n${(text.length > 0 ? text : [PROSE, PROSE]).join('\n\n\n')}`
    })
    return `${name}\n\n\n${all.join('\n\n\n')}`
  })
  const text = importLines(`${TOP}CONTENTS\n\n${list.join('\n\n')}${FAR}${texts.join(FAR)}\n`)
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(
    parts.flatMap(({ chapters }) => chapters.map((one) => `chapter: ${one}`)),
  )
})

test('what stands in a picture’s place is no title, and notes in brackets are none of the chapters', () => {
  const titles = ['The Pass', 'The Inn', 'The Ferry', 'The Mill', 'The Sea', 'The Road']
  const chapters = titles.map(
    (title, at) =>
      `${at === 2 ? 'III. -- ' : `${['I', 'II', '', 'IV', 'V', 'VI'][at]}. -- `}${title.toUpperCase()}\n\n\n${PROSE}\n\n${PROSE}`,
  )
  const text = importLines(
    `${TOP}[Illustration: A mule]${FAR}PREFACE\n\n\n${PROSE}\n\n${PROSE}${FAR}${chapters.join(FAR)}${FAR}[ENDNOTES]\n\n\n${PROSE}\n\n${PROSE}\n`,
  )
  expect(outlineOf(text).filter((one) => one.startsWith('chapter'))).toEqual(titles.map((title) => `chapter: ${title.toUpperCase()}`))
  expect(outlineOf(text).at(-1)).toBe('back: [ENDNOTES]')
  expect(outlineOf(text)).not.toContain('front: [Illustration: A mule]')
})
