import { describe, expect, test } from 'vitest'
import { h, imported, type Loose, p } from './read-blocks.ts'
import { outline } from './read-lines.ts'

const page: Loose = { kind: 'page' }
const LONG = 'The ferry goes over every hour, whether anybody waits for it or not, and comes back again.'

describe('what a scan left in a structured text', () => {
  test('page numbers, running heads and broken sentences are mended', () => {
    const text = imported([
      h(1, 'The Ferry'),
      p('The river was wide at this place, and the ferryman took'),
      p('11'),
      p('DOWN THE ARROW'),
      p('his time over it. He had another trade, but nobody knew which, and he'),
      p('12'),
      p('DOWN THE ARR0W'),
      p('never spoke of it. In the evening one saw a light in the reeds, and thought of the'),
      p('13'),
      p('DOWN THE ARROW'),
      p('other bank. It was the har- bour light.'),
      p('The harbour was shut.'),
      h(1, 'The Harbour'),
      p(LONG),
    ])
    expect(outline(text)).toBe(
      [
        '== chapter: The Ferry',
        'The river was wide at this place, and the ferryman took his time over it. He had another trade, but nobody knew which, and he never spoke of it. In the evening one saw a light in the reeds, and thought of the other bank. It was the harbour light.',
        'The harbour was shut.',
        '== chapter: The Harbour',
        LONG,
      ].join('\n'),
    )
    expect(text.report.filter((entry) => entry.reason === 'page number').map((entry) => entry.before)).toEqual(['11', '12', '13'])
  })

  test('what is not clearly broken stays apart', () => {
    const blocks = [
      p('Eggs, flour'),
      p('and butter'),
      p('He said that it would rain.'),
      p('it did.'),
      p('A list of what we need:'),
      p('eggs'),
    ]
    expect(imported(blocks).sections[0]?.blocks).toHaveLength(6)
  })

  test('numbers that count chapters are no page numbers', () => {
    const text = imported([p('1'), p(LONG), p('2'), p(LONG), p('3'), p(LONG)])
    expect(text.report.filter((entry) => entry.reason === 'page number')).toEqual([])
  })
})

describe('chapters by headings', () => {
  test('the level with more than one heading makes chapters, a sole first heading is the title', () => {
    const text = imported([
      h(1, 'Down the Arrow'),
      h(2, 'Preface'),
      p(LONG),
      h(2, 'The Spring'),
      p(LONG),
      h(3, 'Its frogs'),
      p(LONG),
      h(2, 'The Mill'),
      p(LONG),
      h(2, 'Index'),
      p(LONG),
    ])
    expect(text.title).toBe('Down the Arrow')
    expect(text.sections.map(({ part, title }) => `${part} ${title}`)).toEqual([
      'front Preface',
      'chapter The Spring',
      'chapter The Mill',
      'back Index',
    ])
    expect(text.sections[1]?.blocks.map((block) => block.kind)).toEqual(['paragraph', 'heading', 'paragraph'])
  })

  test('parts go with the chapters that follow them', () => {
    const text = imported([
      h(1, 'Part One'),
      h(2, 'Chapter 1: The Spring'),
      p(LONG),
      h(2, 'Chapter 2: The Mill'),
      p(LONG),
      h(1, 'Part Two'),
      h(2, 'Chapter 3: The Sea'),
      p(LONG),
    ])
    expect(outline(text)).toBe(
      ['== chapter: [Part One] The Spring', LONG, '== chapter: [Part One] The Mill', LONG, '== chapter: [Part Two] The Sea', LONG].join(
        '\n',
      ),
    )
  })

  test('a text without headings has them in capitals or in bold', () => {
    const capitals = imported([p('THE SPRING'), p(LONG), p('THE MILL'), p(LONG)])
    expect(capitals.sections.map((section) => section.title)).toEqual(['THE SPRING', 'THE MILL'])
    const bold = imported([p('**The Spring**'), p(LONG), p('**The Mill**'), p(LONG)])
    expect(bold.sections.map((section) => section.title)).toEqual(['The Spring', 'The Mill'])
  })

  test('a text without anything like a heading is one chapter', () => {
    expect(imported([p(LONG), p(LONG)], { title: 'A Letter' }).sections).toMatchObject([{ part: 'chapter', title: 'A Letter' }])
  })

  test('a printed contents list is dropped', () => {
    const items: Loose = { kind: 'list', ordered: false, items: ['[The Spring](#a)', '[The Mill](#b)', '[The Sea](#c)'] }
    const text = imported([h(1, 'Contents'), items, h(1, 'The Spring'), p(LONG), h(1, 'The Mill'), p(LONG), h(1, 'The Sea'), p(LONG)])
    expect(text.sections.map((section) => section.title)).toEqual(['The Spring', 'The Mill', 'The Sea'])
    expect(text.report.filter((entry) => entry.reason === 'contents list')).toHaveLength(2)
  })
})

describe('chapters by the navigation of an EPUB', () => {
  const blocks = [p('Printed at the mill'), h(3, 'I'), p(LONG), page, p('THE MILL'), p(LONG), p('Who helped'), p(LONG)]

  test('its entries are the chapters, whatever the headings say', () => {
    const contents = [
      { title: 'The Spring', level: 1, at: 1 },
      { title: 'The Mill', level: 1, at: 3 },
      { title: 'Acknowledgements', level: 1, at: 6 },
    ]
    const text = imported(blocks, { contents, title: 'Down the Arrow' })
    expect(text.sections.map(({ part, title }) => `${part} ${title}`)).toEqual([
      'front ',
      'chapter The Spring',
      'chapter THE MILL',
      'back Acknowledgements',
    ])
  })
})

describe('notes of the file', () => {
  test('go into the section that refers to them', () => {
    const note: Loose = { kind: 'note', id: 'a', text: 'On a Tuesday.' }
    const text = imported([h(1, 'The Spring'), p(`${LONG}[^a]`), h(1, 'The Mill'), p(LONG), h(1, 'Notes'), note])
    expect(text.sections[0]?.blocks.at(-1)).toMatchObject({ kind: 'note', id: 'a' })
  })

  test('one that nothing refers to stays as a paragraph', () => {
    const text = imported([h(1, 'The Spring'), p(LONG), { kind: 'note', id: 'a', text: 'On a Tuesday.' }])
    expect(text.sections[0]?.blocks.at(-1)).toMatchObject({ kind: 'paragraph', text: 'On a Tuesday.' })
    expect(text.report).toMatchObject([{ kind: 'doubt', reason: 'note without a reference' }])
  })
})

test('a title on the level of the chapters is the title of the text, where no words stand under it', () => {
  const text = imported([h(1, 'The Salt Road'), h(1, 'The Carriers'), p(LONG), h(1, 'The Pass'), p(LONG)])
  expect(text.title).toBe('The Salt Road')
  expect(text.sections.map(({ part, title }) => `${part}: ${title}`)).toEqual(['chapter: The Carriers', 'chapter: The Pass'])
  const short = imported([h(1, 'The Carriers'), h(1, 'The Pass'), p(LONG), h(1, 'The Ledger'), p(LONG)], { title: 'The Salt Road' })
  expect(short.sections.map(({ title }) => title)).toEqual(['The Carriers', 'The Pass', 'The Ledger'])
})

test('a number that a file sets below the title after it is that title’s number', () => {
  const chapters = ['Do titulo.', 'Do livro.', 'A denuncia.'].flatMap((title, at) => [
    h(5, ['I', 'II', 'III'][at] ?? ''),
    h(4, title),
    p(LONG),
  ])
  const text = imported([h(1, 'Dom Remo'), h(4, 'Livreiro-editor'), ...chapters])
  expect(text.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual([
    'Do titulo.',
    'Do livro.',
    'A denuncia.',
  ])
  // A number without a title of its own is not given the heading of what comes next.
  const bare = imported([h(1, 'The Ferry'), h(3, 'I'), p(LONG), h(3, 'II'), p(LONG), h(3, 'III'), h(2, 'Afterwards'), p(LONG)])
  expect(bare.sections.map(({ title }) => title)).not.toContain('III Afterwards')
})

test('a term that is explained again and again is no running head where nothing tells of pages', () => {
  const entries = Array.from({ length: 8 }, () => [
    p('Returns'),
    p('a list of the boats that are at the pier at this hour'),
    p('tag'),
    p('the mark on it'),
  ])
  const { report } = imported([h(1, 'Boats'), ...entries.flat(), h(1, 'Mules'), ...entries.flat()])
  expect(report.filter(({ reason }) => reason === 'running head')).toEqual([])
})

test('labels of chapters in paragraphs are found though the title page is set in headings', () => {
  const label = (number: string) => [
    p(`${number} runo`),
    ...Array.from({ length: 9 }, () => p('Lautta kulkee joka tunti, odottipa joku sitä tai ei, ja tulee takaisin.')),
  ]
  const numbers = ['Kolmastoista', 'Neljästoista', 'Viidestoista', 'Kahdeskymmenes', 'Kahdeskymmenesensimmäinen']
  const { sections } = imported([h(1, 'Lautta'), h(3, 'Nora Reed'), ...numbers.flatMap(label)], { title: 'Lautta' })
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(numbers.map((number) => `${number} runo`))
})

test('credits of a collection among printed lines end where those do', () => {
  const line = (text: string): Loose => ({ kind: 'line', text })
  const tale = Array.from({ length: 40 }, () => p('The ferry goes over every hour, whether anybody waits for it or not.'))
  const mark = '*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***'
  const read = imported([line(mark), line(''), line('Produced by Nora Reed'), h(2, 'One'), ...tale, h(2, 'Two'), ...tale])
  expect(read.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(['One', 'Two'])
  expect(read.balance?.left.find(({ reason }) => reason === 'credits of the collection')?.words).toBe(4)
})

test('the only chapter among prefaces is divided at the headings below it, and is the first of them', () => {
  const text = (letters: number) => p('The ferry crosses the river, and nobody asks why it does. '.repeat(Math.ceil(letters / 58)))
  const heads = ['Of towns', 'Of trades', 'Of travelling'].flatMap((title) => [h(3, title), text(4000)])
  const { sections } = imported([h(1, 'Nowhere'), h(2, 'Introduction'), text(900), h(2, 'Discourses'), text(12_000), ...heads])
  expect(sections.map(({ part, title }) => [part, title])).toEqual([
    ['front', 'Introduction'],
    ['chapter', 'Discourses'],
    ['chapter', 'Of towns'],
    ['chapter', 'Of trades'],
    ['chapter', 'Of travelling'],
  ])
})

test('half titles that are set like the chapters are the parts', () => {
  const tale = () => p('The ferry crosses the river, and nobody asks why it does. '.repeat(20))
  const part = (name: string, from: number) => [h(2, name), ...[from, from + 1].flatMap((number) => [h(2, `Chapter ${number}`), tale()])]
  const { sections } = imported([...part('The north', 1), ...part('The south', 3)])
  expect(sections.map(({ division, title }) => [division, title])).toEqual([
    ['The north', 'Chapter 1'],
    ['The north', 'Chapter 2'],
    ['The south', 'Chapter 3'],
    ['The south', 'Chapter 4'],
  ])
})

test('numbers of chapters set below their titles: some have none, and one is called by a number', () => {
  const tale = () => p('The ferry crosses the river, and nobody asks why it does. '.repeat(20))
  const titles = ['The river', '', 'The mill', '13', '', 'The sea']
  const blocks = titles.flatMap((title, at) => [h(5, `Chapter ${at + 1}`), ...(title ? [h(4, title)] : []), tale()])
  const { sections } = imported([h(1, 'Boats'), h(4, 'Preface'), tale(), ...blocks])
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(
    titles.map((title, at) => title || `Chapter ${at + 1}`),
  )
})
