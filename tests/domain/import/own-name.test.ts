import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { unaccounted } from './account.ts'
import { h, imported, p } from './read-blocks.ts'
import { asSource } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`

const titles = ({ sections }: ImportedText) => sections.map(({ part, title }) => `${part}: ${title}`)
const ABOUT = { title: 'Salt & Silver', creator: 'Ida Brook' }

test('the name of the book right above its first chapter is no chapter', () => {
  const blocks = [h(1, 'Salt & Silver'), h(2, 'Preface'), p(PROSE), h(2, 'SALT AND SILVER'), h(2, 'The Carriers'), p(PROSE)]
  const text = imported([...blocks, h(2, 'The Pass'), p(PROSE)], ABOUT)
  expect(titles(text)).toEqual(['front: Preface', 'chapter: The Carriers', 'chapter: The Pass'])
  expect(text.sections[1]?.blocks.map(({ kind }) => kind)).toEqual(['paragraph'])
})

test('a number on the heading above a title is its number, and the name of the book above that goes', () => {
  const blocks = ['The Carriers', 'The Pass', 'The Thaw'].flatMap((title, at) => [h(2, 'I'.repeat(at + 1)), h(2, title), p(PROSE)])
  const text = imported([h(1, 'Salt & Silver'), h(2, 'Preface'), p(PROSE), h(2, 'SALT AND SILVER'), ...blocks], ABOUT)
  expect(titles(text)).toEqual(['front: Preface', 'chapter: The Carriers', 'chapter: The Pass', 'chapter: The Thaw'])
  expect(text.sections[1]?.blocks.map(({ kind }) => kind)).toEqual(['paragraph'])
})

test('in printed lines the scene below the name of the play is the chapter', () => {
  const scene = (name: string) => `${name}\n\n\n${PROSE}\n\n${PROSE}\n\n${PROSE}\n`
  const names = ['The mill', 'The pass', 'The inn', 'The thaw']
  const play = `Salt & Silver\n\nIda Brook\n\n\n\n\n${PROSE}\n\n\n\n\nSALT and Silver\n\nNight.\n\n${PROSE}\n\n${PROSE}\n\n\n\n\n${names.map(scene).join('\n\n\n\n')}`
  const text = makeChapters(asSource(play, ABOUT))
  expect(titles(text).slice(-5)).toEqual(['Night.', ...names].map((name) => `chapter: ${name}`))
  expect(unaccounted(text)).toEqual([])
})

test('the acts of an old Spanish play are parts, and two of its parts may have a chapter of one name', () => {
  const scene = (number: string) => `ESCENA ${number}\n\nMARTA. ${PROSE}\n\nJUAN. ${PROSE}\n`
  const act = (number: string) => `AUTO ${number}\n\n\n${scene('PRIMERA')}\n\n${scene('SEGUNDA')}`
  const text = makeChapters(
    asSource(`${act('PRIMERO')}\n\n\n${act('SEGUNDO')}\n\n\n${act('TERCERO')}`, { title: 'El paso', language: 'es' }),
  )
  const chapters = text.sections.filter(({ part }) => part === 'chapter').map(({ division, title }) => `${division}: ${title}`)
  expect(chapters).toEqual(
    ['PRIMERO', 'SEGUNDO', 'TERCERO'].flatMap((number) => [`AUTO ${number}: ESCENA PRIMERA`, `AUTO ${number}: ESCENA SEGUNDA`]),
  )
  expect(unaccounted(text)).toEqual([])
})

test('a chapter may be called as one in another part is, and as the part', () => {
  const part = (name: string) => [h(1, `Part ${name}`), h(2, 'The Road'), p(PROSE), h(2, `The ${name} Inn`), p(PROSE)]
  const text = imported([...part('One'), ...part('Two'), h(1, 'Part Three'), h(2, 'Three'), p(PROSE), h(2, 'The Road'), p(PROSE)])
  expect(text.sections.map(({ division, title }) => `${division}: ${title}`)).toEqual([
    ...['Part One: The Road', 'Part One: The One Inn', 'Part Two: The Road', 'Part Two: The Two Inn'],
    ...['Part Three: Three', 'Part Three: The Road'],
  ])
})

test('what a program prints again and again stays, whether it stands among code or by itself', () => {
  const printed = ['running 1 test', 'test adds ok', 'test result: ok. 1 passed; 0 failed']
  const blocks = Array.from({ length: 6 }, (_, at) => [h(2, `Step ${at + 1}`), p(PROSE), ...printed.map(p), p(`Bye ${at}.`)]).flat()
  const text = imported(blocks, { title: 'Tests' })
  const kept = text.sections.flatMap((section) => section.blocks.flatMap((block) => ('text' in block ? [block.text] : [])))
  for (const line of printed) expect(kept.filter((one) => one === line)).toHaveLength(6)
})

test('a title page in each volume, with its writer and its volume on a level below, divides by the volume alone', () => {
  const volume = (number: string) => {
    const chapters = ['I', 'II', 'III'].flatMap((one) => [h(3, one), p(PROSE), p(PROSE)])
    return [h(2, 'IDA A. BROOK'), h(1, 'SALT AND SILVER'), h(4, `VOLUME ${number}`), h(4, 'PORTO'), h(2, 'SALT AND SILVER'), ...chapters]
  }
  const text = imported(
    [...volume('I'), h(4, 'FIM DO PRIMEIRO VOLUME'), ...volume('II'), h(2, 'Lista de erros corrigidos'), p(PROSE)],
    ABOUT,
  )
  expect(text.sections.map(({ part, division, title }) => `${part} ${division}: ${title}`).filter((line) => !/^front/.test(line))).toEqual([
    ...['I', 'II', 'III'].map((one) => `chapter VOLUME I: ${one}`),
    ...['I', 'II', 'III'].map((one) => `chapter VOLUME II: ${one}`),
    'back null: Lista de erros corrigidos',
  ])
})

test('numbers above chapters that say they are chapters are sections of what stands in front', () => {
  const front = [h(2, 'On This Book'), p(PROSE), ...['I.', 'II.', 'III.'].flatMap((one) => [h(2, one), p(PROSE), p(PROSE)])]
  const chapters = ['I', 'II', 'III', 'IV', 'V', 'VI'].flatMap((one) => [h(2, `CAPITOLO ${one}.`), p(PROSE), p(PROSE)])
  const text = imported([h(1, 'Salt & Silver'), ...front, ...chapters], ABOUT)
  expect(titles(text)).toEqual(['front: On This Book', ...['I', 'II', 'III', 'IV', 'V', 'VI'].map((one) => `chapter: CAPITOLO ${one}.`)])
})

test('notes in brackets at the end of a text go where they are referred to, also at a number of a chapter', () => {
  const chapter = (number: string, mark: number) =>
    `${number} HOOFDSTUK${mark === 1 ? '[1]' : ''}\n\n\nA boat came over the water.[${mark + 1}]\n\n${PROSE}\n`
  const notes = '[1: Of the old mint.]\n\n[2: A ferry,\nas they say.]\n\n[3: In spring.]\n'
  const text = makeChapters(
    asSource(`${chapter('EERSTE', 1)}\n\n\n${chapter('TWEEDE', 2)}\n\n\n\nAANTEEKENINGEN\n\n\n${notes}`, { language: 'nl' }),
  )
  expect(titles(text)).toEqual(['chapter: EERSTE HOOFDSTUK', 'chapter: TWEEDE HOOFDSTUK'])
  expect(text.sections.map(({ blocks }) => blocks.flatMap((block) => (block.kind === 'note' ? [block.text] : [])))).toEqual([
    ['Of the old mint.', 'A ferry, as they say.'],
    ['In spring.'],
  ])
  expect(unaccounted(text)).toEqual([])
})

test('a volume on the title page is none of the books below it, and a price is no chapter', () => {
  const verse = Array.from({ length: 30 }, (_, at) => `Od ołtarza do ludu, by mówić: «Pan z wami», ${at}`).join('\n')
  const books = ['PIÉRWSZA', 'DRUGA', 'TRZECIA', 'CZWARTA'].map((one, at) => `KSIĘGA ${one}.\n\n\n${'ABCD'[at]}OLINA.\n\n${verse}\n`)
  const text = makeChapters(
    asSource(
      `TOM PIERWSZY.\n\n\n\nSÓL I SREBRO\n\n\n\n${books.join('\n\n\n\n')}\n\n\n\nOBJAŚNIENIA.\n\n\n${PROSE}\n\nCENA 2 TOMÓW ZŁO. POL.\n`,
      { language: 'pl' },
    ),
  )
  expect(titles(text).filter((title) => !title.startsWith('front'))).toEqual([
    ...['A', 'B', 'C', 'D'].map((one) => `chapter: ${one}OLINA.`),
    'back: OBJAŚNIENIA.',
  ])
  expect(unaccounted(text)).toEqual([])
})

test('a table of chapters and pages below “Indice” is a contents list, and a note of who typed the text stands behind it', () => {
  const names = ['Salt', 'Snow', 'Silver', 'Thaw']
  const rows = names.map((name, at) => p(`${'I'.repeat(at + 1).replace('IIII', 'IV')}. · ${name} · ${at * 20 + 1}`))
  const chapters = names.flatMap((name, at) => [h(2, `CAPITOLO ${'I'.repeat(at + 1).replace('IIII', 'IV')}.`), p(name), p(PROSE), p(PROSE)])
  const text = imported([h(2, 'Indice.'), p('CAP. · PAGE.'), ...rows, ...chapters, h(2, 'Nota del Trascrittore'), p(PROSE)], {
    language: 'it',
  })
  expect(titles(text)).toEqual([...['I', 'II', 'III', 'IV'].map((one) => `chapter: CAPITOLO ${one}.`), 'back: Nota del Trascrittore'])
})

test('all tales stand below the second of two titles: the first, with the writer below it, is the title page', () => {
  const tales = ['Snow', 'Silver', 'The Mill', 'The Sea', 'The Inn', 'The Pass', 'The Thaw', 'The Mule', 'The Bell'].flatMap((name) => [
    h(2, name),
    p(PROSE),
  ])
  const text = imported([h(1, 'TALES'), h(2, 'By Ida Brook'), p(PROSE), h(1, 'THE TALES OF SALT'), ...tales], ABOUT)
  expect(text.sections.map(({ part, division, title }) => `${part} ${division}: ${title}`).slice(0, 3)).toEqual([
    ...['front null: ', 'chapter null: Snow', 'chapter null: Silver'],
  ])
  expect(text.sections).toHaveLength(10)
})

test('an act may have its number before it and its place behind two hyphens', () => {
  const acts = ['Im Tal', 'Am Pass', 'Auf See'].map((place, at) => `${at + 1}.  Akt--${place}\n\n${PROSE}\n\n${PROSE}\n\n${PROSE}\n`)
  const text = makeChapters(asSource(acts.join('\n\n\n\n'), { title: 'Das Salz', language: 'de' }))
  expect(titles(text)).toEqual(['Im Tal', 'Am Pass', 'Auf See'].map((place) => `chapter: ${place}`))
  expect(unaccounted(text)).toEqual([])
})
