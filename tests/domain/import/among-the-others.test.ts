import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { unaccounted } from './account.ts'
import { h, imported, p } from './read-blocks.ts'
import { asSource, importLines } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`

const chaptersOf = ({ sections }: ImportedText) => sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)
const dropped = ({ report }: ImportedText) => report.flatMap(({ kind, before }) => (kind === 'dropped' ? [before] : []))

test('what stands below the acts and scenes of a play are a place and people, and no titles', () => {
  const scene = (number: string, below: string) => `${number} Auftritt\n\n${below}\n\n\nMARTHA.  ${PROSE}\n\nHANNES.  ${PROSE}\n`
  const acts = ['Erster', 'Zweiter'].map(
    (act) =>
      `${act} Aufzug\n\n\nEin Stall am Pass\n\n\n${scene('Erster', 'Martha. Hannes')}\n\n${scene('Zweiter', 'Hannes allein')}\n\n${scene('Dritter', 'Die Vorigen')}\n`,
  )
  const text = importLines(`DER PASS\n\n\n${acts.join('\n\n\n')}`)
  expect(chaptersOf(text)).toEqual([...Array(2)].flatMap(() => ['Erster Auftritt', 'Zweiter Auftritt', 'Dritter Auftritt']))
  expect(text.sections.filter(({ part }) => part === 'chapter').map(({ division }) => division)[4]).toBe('Zweiter Aufzug')
  expect(unaccounted(text)).toEqual([])
})

test('lines by themselves above numbered chapters, with nothing below them but a motto, are parts', () => {
  const names = ['THE NORTHERN ROAD', 'THE SOUTHERN ROAD', 'THE LAST INN']
  const list = names.map(
    (name, at) => `${name}\n\nCHAPTER\n\n  ${at * 2 + 1} SNOW ${at}     ${at * 20 + 3}\n\n  ${at * 2 + 2} THAW ${at}     ${at * 20 + 9}\n`,
  )
  const parts = names.map((name, at) => {
    const chapters = [1, 2].map((one) => `CHAPTER ${at * 2 + one}\n\n${one === 1 ? 'SNOW' : 'THAW'} ${at}\n\n${PROSE}\n\n${PROSE}\n`)
    return `${name}\n\n${at === 0 ? '    O road, O silver road!\n\n    AN OLD SONG.\n\n\n\n\n' : '\n\n\n'}${chapters.join('\n\n\n\n')}`
  })
  const text = importLines(`CONTENTS\n\n\n${list.join('\n\n')}\n\n\n\n${parts.join('\n\n\n\n')}`)
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters).toHaveLength(6)
  expect(chapters.map(({ division }) => division)).toEqual(names.flatMap((name) => [name, name]))
  expect(unaccounted(text)).toEqual([])
})

test('a short line among dates is an hour of the day above it; what somebody tells after them is none', () => {
  const days = Array.from(
    { length: 16 },
    (_, at) => `${at === 6 ? 'In the evening' : `The ${at + 3}th of May`}\n\n${at === 6 ? '' : `${PROSE}\n\n`}${PROSE}\n`,
  )
  const text = importLines(`${days.join('\n\n\n\n\n')}\n\n\n\n\nFrom the inn to the reader\n\n${`${PROSE}\n\n`.repeat(5)}`)
  const titles = chaptersOf(text)
  // Nothing tells the first date, at the top of the file, from a line of the text.
  expect(titles).toHaveLength(15)
  expect(titles).not.toContain('In the evening')
  expect(titles.at(-1)).toBe('From the inn to the reader')
  expect(unaccounted(text)).toEqual([])
})

test('the mark of a note in a title stands at the first word below it', () => {
  const names = ['THE PASS', 'THE INN[1] OF SALT', 'THE FERRY', 'THE SEA']
  const text = importLines(
    names.map((name, at) => `${'I'.repeat(at + 1).replace('IIII', 'IV')}\n\n${name}\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n\n'),
  )
  expect(chaptersOf(text)).toEqual(['THE PASS', 'THE INN OF SALT', 'THE FERRY', 'THE SEA'])
  const [first] = text.sections.find(({ title }) => title === 'THE INN OF SALT')?.blocks ?? []
  expect(first).toMatchObject({ kind: 'paragraph', text: expect.stringMatching(/^The\\\[1\\?\] carriers/) })
  expect(unaccounted(text)).toEqual([])
})

test('the line that comes again in a poem of short lines stays, wherever a sentence goes over it', () => {
  const words = ['inn', 'mill', 'well', 'road', 'gate', 'barn']
  const stanza = (word: string, number: string) =>
    `let him go with the carriers,\nSilver of the mountain\nto the ${word} of ${number}, and over\nice and water to the ferry,`
  const text = importLines(
    ['I', 'II', 'III'].map((number) => `CHAPTER ${number}\n\n${words.map((word) => stanza(word, number)).join('\n')}\n`).join('\n\n'),
  )
  expect(dropped(text).filter((before) => before.includes('Silver'))).toEqual([])
})

test('lines that close what another one opened are neither titles, nor heads, nor numbers of pages', () => {
  const entry = (word: string, at: number) =>
    `_${word}_ a kind of mule that carries silver over the pass, and nothing else (Old Words [s.\nXV]; LEDGER I, ${at}).\n\n_${word}s_ what is paid for it (The Book of Inns,\n${at + 1}).\n`
  const words = ['hinny', 'sumpter', 'jack', 'jennet', 'dun', 'bay', 'roan', 'pied']
  const chapters = ['I', 'II', 'III'].map((number) => `CHAPTER ${number}\n\n${PROSE}\n\n${PROSE}\n`)
  const text = importLines(`${chapters.join('\n\n')}\n\nGLOSSARY\n\n${words.map(entry).join('\n')}`)
  expect(chaptersOf(text)).toHaveLength(3)
  expect(dropped(text).filter((before) => /XV|LEDGER|^\d+\)/.test(before))).toEqual([])
  expect(unaccounted(text)).toEqual([])
})

test('the oldest headers end where they say how the file may be used, and the credits below them go, too', () => {
  const header = `The Project Gutenberg Etext of The Pass\nby Nora Reed\n\nTitle: The Pass\n\nAuthor: Nora Reed\n\nPlease read this important information, as it\ntells you about restrictions in how the file may be used.\n\n***\nProduced by Ann Hill\n`
  const source = asSource(`${header}\n\n\nI\n\n${PROSE}\n\n\nII\n\n${PROSE}\n\n\nEnd of the Project Gutenberg Etext of The Pass\n`)
  const text = importLines(source.blocks.map((block) => (block.kind === 'line' ? block.text : '')).join('\n'))
  expect(text).toMatchObject({ title: 'The Pass', creator: 'Nora Reed' })
  expect(chaptersOf(text)).toHaveLength(2)
  expect(text.sections[0]?.part).toBe('chapter')
})

test('letters beside numbers are a table of theirs', () => {
  const table = [...'abcdefghij'].flatMap((letter, at) => [p(letter), p(String(at + 1))])
  expect(dropped(imported([p(PROSE), ...table, p(PROSE)]))).toEqual([])
})

test('a line of code that ends with a digit comes again as it will, and so does what a program prints', () => {
  const code = ['one', 'two', 'three', 'four'].flatMap((word, at) => [
    p(`let ${word} = Mule {`),
    p('..mule1'),
    p(`salt of ${word}: silver,`),
    p(PROSE),
    p(`the ledger of ${word},`),
    p(`I got the value ${at % 2 === 0 ? 8 : 4}`),
    p(`and ${word} mules`),
  ])
  expect(dropped(imported([p(PROSE), ...code]))).toEqual([])
})

test('what stands before a first part of numbered chapters is in front of them, however long it is', () => {
  const long = p('The keeper of the inn wrote a letter to whoever brings the silver down. '.repeat(50))
  const parts = ['I', 'II'].flatMap((number) => [
    h(2, `PART ${number}. THE ROAD`),
    ...['I', 'II', 'III'].flatMap((one) => [h(3, `CHAPTER ${one}.`), p(PROSE), p(PROSE)]),
  ])
  const text = imported([
    h(1, 'THE PASS'),
    p('By Nora Reed'),
    h(2, 'A LETTER FROM THE KEEPER'),
    long,
    h(2, 'THE PRINTER TO THE READER'),
    long,
    ...parts,
  ])
  expect(text.sections.map(({ part }) => part)).toEqual(['front', 'front', 'front', ...Array(6).fill('chapter')])
  expect(unaccounted(text)).toEqual([])
})

test('the number of a chapter that is set below the titles of what it holds is not the only chapter', () => {
  const names = ['What is silver?', 'Where does it come from?', 'What mules carry', 'Of salt', 'Of snow']
  const text = imported([
    h(2, 'Chapter Two'),
    ...names.flatMap((name) => [h(1, name), p(PROSE), p(PROSE), h(2, `More: ${name}`), p(PROSE)]),
  ])
  expect(chaptersOf(text)).toEqual(names)
})

test('a text in Chinese that is half code is in Chinese', () => {
  const text = imported(
    [1, 2, 3, 4].flatMap((at) => [
      h(1, `第${at}章`),
      p('挑夫从山口下来，带着银子和盐。'.repeat(8)),
      p('let mules = carriers.filter(silver) '.repeat(6)),
    ]),
    { language: null },
  )
  expect(text.language).toBe('zh')
})

test('a line of verse below a few of many numbers is no title of theirs, and the last line of a list of songs is one of it', () => {
  const songs = ['Erster', 'Zweiter', 'Dritter', 'Vierter', 'Fünfter', 'Sechster', 'Siebenter', 'Achter'].map(
    (number) => `${number} Gesang`,
  )
  const verse = (at: number) =>
    `${at % 4 === 0 ? 'Also wandelten sie auf dem Weg zum Gebirge\n' : ''}${'Tausend Maultiere trugen das Silber hinab zu der Fähre,\nund es sangen die Knechte die Lieder vom Wein und vom Salze.\n'.repeat(8)}`
  const text = importLines(
    `Der Pass\n\n\nInhalt\n\n${songs.join('\n\n')}\n\n\n\n\n${songs.map((song, at) => `${song}\n\n\n${verse(at)}`).join('\n\n\n')}`,
  )
  expect(chaptersOf(text)).toEqual(songs)
  expect(unaccounted(text)).toEqual([])
})

test('lines of a title page do not make their level that of the chapters, and one title of many may have a subtitle', () => {
  const tales = ['THE PASS', 'THE INN', 'THE FERRY', 'THE STORM', 'THE SEA', 'THE WELL']
  const below = (name: string) => [h(2, name), ...(name === 'THE INN' ? [h(2, 'PAGES OF A LEDGER')] : []), p(PROSE), p(PROSE)]
  const text = imported([h(1, 'NORA REED'), h(1, 'The Salt Road'), h(2, '1887'), ...tales.flatMap(below)])
  expect(chaptersOf(text)).toEqual(tales)
})
