import { expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { unaccounted } from './account.ts'
import { h, imported, p } from './read-blocks.ts'
import { asSource } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`

/** Two parts of speeches, of which two have numbers in them. */
const PARTS = [
  ['Vom bleichen Berge', 'Vom Lesen', 'Von den Priestern', 'Vom Freunde'],
  ['Von der Erlösung', 'Das Nachtlied', 'Die sieben Siegel', 'Vom Gesindel'],
]
const NAMES = ['Erster Theil', 'Zweiter und letzter Theil']

test('bare numbers below a few of the titles that a contents list names are sections, and parts hold the titles', () => {
  const spelt: Record<string, string> = { 'Von der Erlösung': 'Von der Erlösing', 'Die sieben Siegel': 'Die sieben Siegel (Oder: das Ja)' }
  const list = PARTS.map((titles, at) => `  ${NAMES[at]}\n${titles.map((title) => `      ${spelt[title] ?? title}`).join('\n')}`).join('\n')
  const speech = (title: string, at: number) => {
    const sections = at % 4 === 1 ? ['1.', '2.', '3.'] : []
    return `${title}\n\n${sections.map((one) => `${one}\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n') || `${PROSE}\n\n${PROSE}\n\n${PROSE}\n`}`
  }
  const parts = PARTS.map((titles, part) => `${NAMES[part]}\n\n\n${titles.map((title, at) => speech(title, part * 4 + at)).join('\n\n')}`)
  const text = makeChapters(
    asSource(`Inhaltsverzeichnis\n\n${list}\n\n\n\n\n${parts.join('\n\n\n')}`, { title: 'Das Salz', language: 'de' }),
  )
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters.map(({ division, title }) => `${division}: ${title}`)).toEqual(
    PARTS.flatMap((titles, at) => titles.map((title) => `${NAMES[at]}: ${title}`)),
  )
  expect(unaccounted(text)).toEqual([])
})

test('a part may be called so in brackets', () => {
  const chapters = ['I', 'II', 'III'].flatMap((one) => [h(4, one), h(4, `LE COL ${one}`), p(PROSE), p(PROSE)])
  const text = imported([h(4, '(Premier partie)'), ...chapters, h(4, 'DEUXIÈME PARTIE'), ...chapters], { language: 'fr' })
  expect(text.sections.map(({ division, title }) => `${division}: ${title}`)).toEqual(
    ['(Premier partie)', 'DEUXIÈME PARTIE'].flatMap((part) => ['I', 'II', 'III'].map((one) => `${part}: LE COL ${one}`)),
  )
})

test('in a text of a few lines the highest headings are the chapters', () => {
  const text = imported([
    h(1, 'Short'),
    p('Open it.'),
    h(1, 'Some'),
    p('Lines.'),
    h(2, 'One of them'),
    p('Open.'),
    h(2, 'Another'),
    p('Close.'),
  ])
  expect(text.sections.map(({ part, title }) => `${part}: ${title}`)).toEqual(['chapter: Short', 'chapter: Some'])
})

test('the curtain at the end of each act is no chapter, nor is a sentence that begins like one', () => {
  const acts = ['FIRST', 'SECOND', 'THIRD'].flatMap((one) => [h(3, `ACT THE ${one}`), p(PROSE), p(PROSE), h(3, 'CURTAIN')])
  const play = imported(acts)
  expect(play.sections.map(({ title }) => title)).toEqual(['ACT THE FIRST', 'ACT THE SECOND', 'ACT THE THIRD'])
  const chapter = (at: number) =>
    `CHAPTER ${at}—THE ROAD\n\n${PROSE}\n\n${at === 4 ? `One night, I remember the road particularly annoyed me. I had\nbeen very much tired of it.\n\n` : ''}${PROSE}\n`
  const tale = makeChapters(
    asSource(Array.from({ length: 9 }, (_, at) => chapter(at + 1)).join('\n\n\n'), { title: 'Roads', language: 'en' }),
  )
  expect(tale.sections.map(({ title }) => title)).toEqual(Array(9).fill('THE ROAD'))
  expect(unaccounted(tale)).toEqual([])
})
