import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { unaccounted } from './account.ts'
import { importLines } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`
const LONG = `${PROSE}\n\n${PROSE}\n\n${PROSE}\n\n${PROSE}`
const HOW = ['Early', 'Late', 'Slowly', 'Loudly', 'Together', 'Alone', 'Tired', 'Singing', 'Silent', 'Cold', 'Wet']
const WHERE = ['from the pass', 'by the mill', 'over the ice', 'along the ford', 'past the inn', 'out of the wood', 'through the snow']
/** A page or two in which no line is like another, so that no number above them is one of a page. */
const long = (at: number) =>
  HOW.flatMap((how, row) =>
    WHERE.map((where) => `${how} they came ${where} with the ${HOW[(row + at) % HOW.length]?.toLowerCase()} mules of ${at}. ${PROSE}`),
  )
    .slice(at % 5)
    .join('\n\n')
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV']
const FAR = '\n\n\n\n\n'
const TOP = `THE ROADS OF SILVER\n\nBY NORA REED${FAR}`

const chaptersOf = ({ sections }: ImportedText) => sections.filter(({ part }) => part === 'chapter')
const titlesOf = (text: ImportedText) => chaptersOf(text).map(({ title }) => title)

test('what is set like the titles that the contents list names is a title, whatever it is called there', () => {
  const titles = ['The Pass.', 'The Inn.', 'Silver[1] and Salt.', 'The Ferry.', 'The Mill.', 'What the keeper said.', 'The Sea.']
  const listed = titles.map((title, at) => `  ${at === 2 ? 'Salt and silver' : at === 5 ? 'The keeper' : title}`)
  const tales = titles.map((title) => `${title}\n\n\n${LONG}`)
  const text = importLines(`${TOP}Contents:\n\n${listed.join('\n')}${FAR}${tales.join(FAR)}\n`)
  expect(titlesOf(text)).toEqual(titles.map((title) => title.replace('[1]', '')))
  expect(unaccounted(text)).toEqual([])
})

test('a title in quotation marks, or between plus signs, is one where it is set like the others', () => {
  const titles = ['THE PASS', '"QUEER"', 'THE INN', '+THE FERRY+', 'THE MILL', 'THE SEA', 'THE ROAD']
  const text = importLines(`${TOP}${titles.map((title) => `${title}\n\n\n${LONG}`).join(FAR)}`)
  expect(titlesOf(text)).toEqual(titles.map((title) => title.replaceAll('+', '')))
})

test('what has more room above it than the numbers that begin anew below it is a part; what is set like it and holds text stands beside', () => {
  const numbers = (to: number) => ROMAN.slice(0, to).map((number, at) => `${number}\n\n\n${long(at)}`)
  const part = (name: string, to: number) => `${name}\n\n\n${numbers(to).join('\n\n\n')}`
  const parts = [part('What the doctor saw', 3), `A letter from the keeper\n\n\n${LONG}`, part('What the keeper heard', 2)]
  const text = importLines(`${TOP}${parts.join(FAR)}`)
  expect(chaptersOf(text).map(({ title, division }) => [division, title])).toEqual([
    ...['I', 'II', 'III'].map((number) => ['What the doctor saw', number]),
    [null, 'A letter from the keeper'],
    ...['I', 'II'].map((number) => ['What the keeper heard', number]),
  ])
})

test('of titles in the contents list that stand right above others, those with more room above them are parts', () => {
  const songs = [
    { name: 'SONGS OF THE PASS', titles: ['THE SHEPHERD', 'THE MULE', 'THE LAMB', 'NIGHT'] },
    { name: 'SONGS OF THE SEA', titles: ['THE PILOT', 'THE FERRY', 'THE ROSE', 'THE TIDE'] },
  ]
  const list = songs.map(({ name, titles }) => `${name}\n\n${titles.join('\n')}`).join('\n\n')
  const all = songs.map(({ name, titles }) => `${name}\n\n\n${titles.map((title) => `${title}\n\n\n${PROSE}`).join('\n\n\n\n')}`)
  const text = importLines(`${TOP}CONTENTS\n\n${list}${FAR}${all.join(FAR)}\n`)
  expect(chaptersOf(text).map(({ title, division }) => [division, title])).toEqual(
    songs.flatMap(({ name, titles }) => titles.map((title) => [name, title])),
  )
})

test('numbered stanzas are no chapters where titles with numbers run through the poem', () => {
  let stanza = 0
  const verses = () => {
    stanza += 1
    return `${stanza}\n\nThe silver of the mountain\nCame over ice and water\nTo the inn below the pass`
  }
  const cantos = ROMAN.slice(0, 6).map(
    (number) => `${number} - Over the pass. Night.\n\n${Array.from({ length: 12 }, verses).join('\n\n')}`,
  )
  const text = importLines(`${TOP}${cantos.join('\n\n\n')}`)
  expect(chaptersOf(text).map(({ title }) => title)).toEqual(Array(6).fill('Over the pass. Night.'))
})

test('letters inside two of many numbered chapters are none; nor are the numbers of the volumes', () => {
  const chapters = ROMAN.map((number, at) => {
    const letters = at === 7 ? ['FIRST', 'SECOND', 'THIRD'].map((one) => `\n\n\n${one} LETTER\n\n${LONG}`).join('') : ''
    return `${at === 8 ? `THE ROADS OF SILVER\n\nII${FAR}` : ''}${number}\n\n\n${long(at)}${letters}`
  })
  const text = importLines(`THE ROADS OF SILVER\n\nI\n\nLONDON${FAR}${chapters.join(FAR)}\n`)
  expect(titlesOf(text)).toEqual(ROMAN)
})
