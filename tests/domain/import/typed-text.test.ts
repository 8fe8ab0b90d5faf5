import { expect, test } from 'vitest'
import { importLines, outline, reportLines } from '#tests/domain/import/read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`

/** A chapter with prose around something else. */
const chapter = (middle: string) => outline(importLines(`CHAPTER I\n\nTHE CARRIERS\n\n${PROSE}\n\n${middle}\n\n${PROSE}\n\n${PROSE}\n`))

test('the first chapter is not an entry of the contents list above it', () => {
  const list = 'CONTENTS\n\nCHAPTER          PAGE\n   I. THE CARRIERS       1\n  II. THE PASS      12\n III. THE LEDGER     31\n'
  const chapters = ['I\n\nTHE CARRIERS', 'II\n\nTHE PASS', 'III\n\nTHE LEDGER'].map((title) => `CHAPTER ${title}\n\n\n${PROSE}\n`)
  const { sections } = importLines(`THE SALT ROAD\n\n\n${list}\n\n\n${chapters.join('\n\n')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(['THE CARRIERS', 'THE PASS', 'THE LEDGER'])
})

test('a contents list that begins anew in each part, with pages, holds no chapters; a signature is none', () => {
  const list = (part: string, page: number) => `PART ${part}.\n\nCHAPTER I. The Carriers ${page}\n      II. The Pass ${page + 9}\n`
  const letter = 'Come over the pass before the snow.\n\nYours faithfully,\nThe Carriers\n'
  const chapters = `CHAPTER I.\n\nThe Carriers.\n\n\n${PROSE}\n\n${letter}\n${PROSE}\n\n\nCHAPTER II.\n\nThe Pass.\n\n\n${PROSE}\n`
  const parts = ['ONE', 'TWO'].map((part) => `PART ${part}.\n\n\nTHE KEEPER.\n\n\n${chapters}\n\nEND OF PART ${part}.`).join('\n\n\n')
  const { sections } = importLines(`THE SALT ROAD\n\n\nCONTENTS.\n\n${list('ONE', 1)}\n${list('TWO', 31)}\n\n\n${parts}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ division, title }) => `${division} ${title}`)).toEqual([
    'PART ONE. THE KEEPER. The Carriers.',
    'PART ONE. THE KEEPER. The Pass.',
    'PART TWO. THE KEEPER. The Carriers.',
    'PART TWO. THE KEEPER. The Pass.',
  ])
})

test('numbers that go on from another volume count chapters, too', () => {
  const letters = Array.from({ length: 14 }, (_, at) => `${at + 216}.\n\nTO THE KEEPER OF PASS ${'ABCDEFGHIJKLMN'[at]}.\n\n${PROSE}\n`)
  const { sections } = importLines(`LETTERS\n\n\n${letters.join('\n\n')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title.slice(0, 18))).toHaveLength(14)
})

test('in a book of several plays, their names are the parts', () => {
  const act = (number: string) => `ACT ${number}\n\n\n${PROSE}\n${PROSE}\n\n${PROSE}\n`
  const play = (name: string) => `${name}\n\nA PLAY IN TWO ACTS\n\n\n\n${act('I')}\n\n\n${act('II')}`
  const { sections } = importLines(`TWO PLAYS\n\n\n\n${play('THE FERRY')}\n\n\n\n${play('THE MILL')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ division, title }) => `${division}: ${title}`)).toEqual([
    'THE FERRY: ACT I',
    'THE FERRY: ACT II',
    'THE MILL: ACT I',
    'THE MILL: ACT II',
  ])
})

test('words between underscores are emphasised; other underscores stay', () => {
  expect(chapter('It is _not to\nbe_ read, said _he_: see the file a_b_c, or fill in ____ here.')).toContain(
    'It is *not to be* read, said *he*: see the file a\\_b\\_c, or fill in \\_\\_\\_\\_ here.',
  )
})

test('lists with letters are lists, with or without gaps, and keep their letters', () => {
  const lines =
    'a) nobody crosses at night, whatever the weather on the pass;\nb) nobody crosses alone, unless the keeper of the gate has said so\nin so many words;\nc) whoever crosses pays.'
  const items = [
    '- a) nobody crosses at night, whatever the weather on the pass;',
    '- b) nobody crosses alone, unless the keeper of the gate has said so in so many words;',
    '- c) whoever crosses pays.',
  ].join('\n')
  expect(chapter(`The rules are these:\n\n${lines}`)).toContain(items)
  expect(chapter(`The rules are these:\n\n${lines.replaceAll(/\n(?=[bc]\))/g, '\n\n')}`)).toContain(items)
  expect(chapter('(i) the bell is rung twice;\n(ii) the rope is coiled;\n(iii) the lamp is out.')).toContain(
    '- (i) the bell is rung twice;\n- (ii) the rope is coiled;\n- (iii) the lamp is out.',
  )
  expect(chapter('The fares were never changed for anybody, and of all the rules this one\na) is no list. It goes on.')).not.toContain('- ')
})

test('numbered items with gaps between them are a list; numbered paragraphs stay paragraphs', () => {
  expect(chapter('1. The mules are fed.\n\n2. The men are fed.\n\n3. The ledger is closed.')).toContain(
    '1. The mules are fed.\n2. The men are fed.\n3. The ledger is closed.',
  )
  const theses = [1, 2, 3].map((number) => `${number}. ${PROSE} ${PROSE}`).join('\n\n')
  expect(chapter(theses)).toContain('\n1\\. The carriers')
})

test('a small table keeps its rows and tells its columns apart', () => {
  const text = importLines(
    `CHAPTER I\n\n${PROSE}\n\n    Salt       12 pence    the sack\n    Flour       8 pence    the sack\n    Wine       20 pence    the skin\n\n${PROSE}\n`,
  )
  expect(outline(text)).toContain('/ Salt · 12 pence · the sack\n/ Flour · 8 pence · the sack\n/ Wine · 20 pence · the skin')
  expect(reportLines(text)).toEqual(
    [5, 6, 7].map((line, at) =>
      expect.stringMatching(new RegExp(`^${line + 2} mended \\(columns of a table\\): ${['Salt', 'Flour', 'Wine'][at]} `)),
    ),
  )
  expect(chapter('| Kind | Fare |\n|------|------|\n| Adult | 4 |\n| Child | 2 |')).toContain('/ Kind · Fare\n/ Adult · 4\n/ Child · 2')
})

test('a note right below its paragraph is paired with it', () => {
  expect(chapter(`The bells could not be heard from one house to the next.*\n\n* They were melted down later.\n\n${PROSE}`)).toContain(
    'to the next.[^1]',
  )
  const typed = chapter(`She paid in silver[3] and asked.\n\n[Footnote 3: Of the old mint, [sic] so they\nsay.]\n\n${PROSE}`)
  expect(typed).toContain('She paid in silver[^1] and asked.')
  expect(typed).toContain('[^1]: Of the old mint, \\[sic\\] so they say.')
})

test('what a collection added below the end of a text is left out, and the report says so', () => {
  const text = importLines(
    `CHAPTER I\n\n${PROSE}\n\nCHAPTER II\n\n${PROSE}\n\nTHE END\n\n\n*** END OF THE LAMPLIGHT EBOOK THE SALT ROAD ***\n\nFor the use of all.\n`,
  )
  expect(text.sections.map(({ part }) => part)).toEqual(['chapter', 'chapter'])
  const left = text.report.filter(({ reason }) => reason === 'licence of the collection').map(({ before }) => before)
  expect(left).toEqual(['*** END OF THE LAMPLIGHT EBOOK THE SALT ROAD ***', 'For the use of all.'])
  expect(outline(text)).toMatch(/\nTHE END$/)
})

test('a line over a text of one chapter is its title', () => {
  const text = importLines(`On Bells\n\n${PROSE}\n\n${PROSE}\n`)
  expect(text).toMatchObject({ title: 'On Bells', sections: [{ part: 'chapter', title: 'On Bells' }] })
  expect(text.sections[0]?.blocks).toHaveLength(2)
})

/** Sixteen pages without form feeds or gaps around their heads. */
function scan(head: (page: number) => string): string {
  const words = 'the keeper of a mill had not seen any boat on that side since spring and he said so to every carrier who asked'.split(' ')
  const line = (at: number) => Array.from({ length: 11 }, (_, step) => words[(at * 7 + step * 5) % words.length]).join(' ')
  const page = (number: number) => Array.from({ length: 26 + (number % 4) }, (_, at) => line(number * 31 + at))
  return Array.from({ length: 16 }, (_, at) => [...(at > 0 ? [head(at + 1)] : []), ...page(at)].join('\n')).join('\n')
}

test('running heads go also where a scan left neither form feeds nor gaps around them', () => {
  const numbered = importLines(`CHAPTER I\n\nThe Mill\n\n${scan((page) => (page % 2 ? `THE MILL  ${page}` : `${page}  THE SALT ROAD`))}.\n`)
  expect(outline(numbered)).not.toMatch(/SALT ROAD|THE MILL/)
  expect(numbered.report.filter(({ reason }) => reason === 'running head')).toHaveLength(15)
  const plain = importLines(`CHAPTER I\n\nThe Mill\n\n${scan(() => 'The Salt Road')}.\n`)
  expect(outline(plain)).not.toContain('Salt Road')
})

test('the title of a chapter stays though it is the running head of its pages too', () => {
  const part = (number: string, title: string) =>
    `CHAPTER ${number}\n\n${title}\n\n${scan((page) => `${title.toUpperCase()}  ${page}`).replaceAll(/\n(?=[A-Z])/g, '\n\f\n')}.\n`
  const { sections } = importLines([part('ONE', 'The Mill'), part('TWO', 'The Toll and the Ledger')].join('\n\f\n'))
  expect(sections.map(({ title }) => title)).toEqual(['The Mill', 'The Toll and the Ledger'])
})

test('the same short note at the foot of many pages is no running foot', () => {
  const pages = Array.from({ length: 6 }, (_, at) => {
    const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][at]
    return `The ${words} page tells of the ${words} mule,\nand of the ${words} man.*\n\n* Ibid., in the keeper's own\nhand, with his seal.`
  })
  const { report } = importLines(`CHAPTER I\n\n${pages.join('\n\f\n')}\n`)
  expect(report.filter(({ reason }) => reason === 'running head')).toEqual([])
})

test('the number above the title of the first chapter is no line of the contents list, wherever its lines are broken', () => {
  const titles = ['IN WHICH THE CARRIERS COME DOWN FROM THE PASS', 'IN WHICH THE LEDGER IS LOST', 'IN WHICH IT IS FOUND AGAIN']
  const numbers = ['I', 'II', 'III']
  const list = titles.map((title, at) => `${numbers[at]} ${title}${at === 0 ? '\nAND NOBODY ASKS THEM' : ''}`).join('\n\n')
  const chapters = titles.map(
    (title, at) => `${numbers[at]}\n\n${title}${at === 0 ? ' AND NOBODY\nASKS THEM' : ''}\n\n\n${PROSE}\n\n${PROSE}\n`,
  )
  const { sections } = importLines(`THE SALT ROAD\n\n\nContents\n\n\n${list}\n\n\n\n\n${chapters.join('\n\n\n')}`)
  const first = `${titles[0]} AND NOBODY ASKS THEM`
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual([first, ...titles.slice(1)])
})

test('a part may be named by what it is a part of, and has its chapters even where pages stand before them', () => {
  const chapter = (number: number) => `CHAPTER ${number}\n\n${PROSE}\n${PROSE}\n\n${PROSE}\n`
  const pages = Array.from({ length: 12 }, () => PROSE).join('\n\n')
  const text = importLines(
    `First part of the history of the pass\n\n\n${[1, 2].map(chapter).join('\n\n\n')}\n\n\nSecond part of the history of the pass\n\n\n${pages}\n\n\n${[1, 2].map(chapter).join('\n\n\n')}`,
  )
  expect(text.sections.map(({ division, title }) => `${division}: ${title}`)).toEqual(
    ['First', 'Second'].flatMap((part) => [1, 2].map((number) => `${part} part of the history of the pass: CHAPTER ${number}`)),
  )
})

test('cantos are counted in Italian, and a long poem without gaps keeps its lines', () => {
  const words = [...new Set(PROSE.replace(/[.,-]/g, ' ').split(/\s+/))]
  const line = (at: number) =>
    Array.from({ length: at % 3 === 0 ? 4 : 6 }, (_, place) => words[(at * 7 + place * (2 + (at % 11))) % words.length])
  const canto = (first: number) => Array.from({ length: 24 }, (_, at) => line(first + at).join(' ')).join('\n')
  const sign = 'THROUGH ME THE WAY TO THE PASS,\nTHROUGH ME THE WAY TO THE SNOW,\nTHROUGH ME THE WAY BACK.\n'
  const numbers = ['PRIMO', 'VENTESIMO', 'VENTESIMOPRIMO', 'VENTESIMOTTAVO', 'TRENTESIMOSECONDO']
  const text = importLines(numbers.map((number, at) => `CANTO ${number}\n\n${at === 2 ? sign : ''}${canto(at * 24)}\n`).join('\n\n'))
  expect(text.sections.map(({ title }) => title)).toEqual(numbers.map((number) => `CANTO ${number}`))
  expect(text.sections.map(({ blocks }) => blocks.map((block) => block.kind === 'verse' && block.lines.length))).toEqual(
    numbers.map((_, at) => [at === 2 ? 27 : 24]),
  )
})

test('what names chapters once more at the end of a text is a list of errata; an act ends before the next', () => {
  const act = (name: string) => `THE ${name} ACT\n\n${PROSE}\n${PROSE}\n\n${PROSE}\n\nEND OF THE ${name} ACT.`
  const text = importLines(
    `${['FIRST', 'SECOND', 'THIRD'].map(act).join('\n\n\n\n')}\n\n\nERRATA\n\n${['First', 'Second', 'Third'].map((name) => `${name} Act:\n\nfor "sait" read "salt"`).join('\n\n')}\n`,
  )
  expect(text.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(
    ['FIRST', 'SECOND', 'THIRD'].map((name) => `THE ${name} ACT`),
  )
  expect(outline(text)).toMatch(/END OF THE FIRST ACT\.\n== chapter: THE SECOND ACT/)
})

test('a date or a guide is not somebody who wrote', () => {
  const { title, creator } = importLines(`User’s Guide\n\n11 August 2017\n\n\nCHAPTER I\n\n${PROSE}\n\n\nCHAPTER II\n\n${PROSE}\n`)
  expect([title, creator]).toEqual(['User’s Guide', null])
})

test('notes at the end of a book find their chapters past a title page without a title', () => {
  const chapter = (number: number) => `CHAPTER ${number}\n\n${PROSE.replace('nine men', `nine men {${number}}`)}\n\n${PROSE}\n`
  const text = importLines(
    `THE SALT ROAD\nby Nora Reed\nof the pass\n\n\n\n${[1, 2].map(chapter).join('\n\n\n')}\n\n\nFOOTNOTES:\n\n{1}  Ten, some say.\n\n{2}  The ninth went back.\n`,
  )
  expect(
    text.sections.flatMap(({ title, blocks }) => blocks.flatMap((block) => (block.kind === 'note' ? [[title, block.text]] : []))),
  ).toEqual([
    ['CHAPTER 1', 'Ten, some say.'],
    ['CHAPTER 2', 'The ninth went back.'],
  ])
})
