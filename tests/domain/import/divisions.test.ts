import { describe, expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { h, imported, type Loose, p, source } from './read-blocks.ts'

const LONG = 'The ferry goes over every hour, whether anybody waits for it or not, and comes back again.'

test('a half title under which a contents list has the whole book holds none of it', () => {
  const chapter = (number: string, title: string) => [h(2, number), p(title), ...Array.from({ length: 5 }, () => p(LONG))]
  const given = source([h(2, 'The Ferry'), ...chapter('I', 'The Spring'), ...chapter('II', 'The Mill')], {
    title: 'The Ferry',
    contents: [
      { title: 'The Ferry', level: 1, at: 0, matter: 'front' },
      { title: 'I: The Spring', level: 2, at: 1 },
      { title: 'II: The Mill', level: 2, at: 8 },
    ],
  })
  const files = given.blocks.map((block, at) => ({ ...block, origin: { ...block.origin, file: `${at < 1 ? 0 : at < 8 ? 1 : 2}.xhtml` } }))
  const { sections } = makeChapters({ ...given, blocks: files })
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(['The Spring', 'The Mill'])
})

test('an empty half title is no chapter behind a preface, and one play among front and back matter is the text', () => {
  const page = (title: string) => [h(2, title), ...Array.from({ length: 5 }, () => p(LONG))]
  const read = (entries: { title: string; level?: number; matter?: 'front' | 'chapter' | 'back'; isEmpty?: boolean }[]) => {
    const pages = entries.map(({ title, isEmpty }) => (isEmpty ? [h(2, title)] : page(title)))
    const starts = pages.map((_, at) => pages.slice(0, at).flat().length)
    const contents = entries.map(({ title, level = 1, matter }, at) => ({ title, level, at: starts[at] ?? 0, ...(matter && { matter }) }))
    const given = source(pages.flat(), { title: 'The Ferry', contents })
    const fileOf = (at: number) => starts.findLastIndex((start) => start <= at)
    const blocks = given.blocks.map((block, at) => ({ ...block, origin: { ...block.origin, file: `${fileOf(at)}.xhtml` } }))
    return makeChapters({ ...given, blocks }).sections.map(({ part, title }) => `${part}: ${title}`)
  }
  const imprint = { title: 'Imprint', matter: 'front' } as const
  const half = { title: 'The Ferry', matter: 'front', isEmpty: true } as const
  const acts = ['Act I', 'Act II', 'Act III'].map((title) => ({ title, level: 2, matter: 'chapter' }) as const)
  const colophon = { title: 'Colophon', matter: 'back' } as const
  expect(read([imprint, { title: 'Preface', matter: 'chapter' }, half, ...acts, colophon])).toEqual([
    'front: Imprint',
    ...['Preface', 'Act I', 'Act II', 'Act III'].map((title) => `chapter: ${title}`),
    'back: Colophon',
  ])
  const persons = { title: 'Persons', matter: 'front' } as const
  const notes = { title: 'Endnotes', matter: 'back' } as const
  expect(read([imprint, persons, half, { title: 'A play', level: 2 }, notes, colophon])).toEqual([
    ...['Imprint', 'Persons'].map((title) => `front: ${title}`),
    'chapter: A play',
    ...['Endnotes', 'Colophon'].map((title) => `back: ${title}`),
  ])
})

test('what stands on the level of the parts in the contents list is in none of them; an epilogue of two chapters holds them', () => {
  const tale = Array.from({ length: 5 }, () => p(LONG))
  const entries = [...['Part I', 'Part II', 'Epilogue'].map((title) => [title, 'I', 'II']), ['Farewell']].flatMap(
    ([part = '', ...chapters]) => [
      { title: part, level: 1, blocks: [h(2, part), ...(chapters.length === 0 ? tale : [])] },
      ...chapters.map((title) => ({ title, level: 2, blocks: [h(3, title), ...tale] })),
    ],
  )
  let at = 0
  const contents = entries.map(({ title, level, blocks }) => {
    const entry = { title, level, at }
    at += blocks.length
    return entry
  })
  const blocks = entries.flatMap((entry) => entry.blocks)
  const { sections } = makeChapters(source(blocks, { title: 'The Ferry', contents }))
  expect(sections.map(({ division, title }) => [division, title].filter(Boolean).join(' / '))).toEqual([
    'Part I / I',
    'Part I / II',
    'Part II / I',
    'Part II / II',
    'Epilogue / I',
    'Epilogue / II',
    'Farewell',
  ])
})

test('an entry whose sections are all found at one place is a chapter, as those whose sections are found are', () => {
  const poem = Array.from({ length: 5 }, () => p(LONG))
  const names = ['The Ferry', 'The Mill', 'The Inn']
  const blocks = names.flatMap((name) => [h(2, name), h(3, '1'), ...poem, h(3, '2'), ...poem])
  const contents = names.flatMap((title, index) => {
    const at = index * 13
    const sections = ['1', '2'].map((number, nth) => ({ title: number, level: 2, at: index === 1 ? at : at + 1 + nth * 6 }))
    return [{ title, level: 1, at }, ...sections]
  })
  const { sections } = makeChapters(source(blocks, { title: 'Salt', contents }))
  expect(sections.map(({ title }) => title)).toEqual(names)
})

describe('what divides a text, and what only looks like it', () => {
  const tale = Array.from({ length: 8 }, () => p(LONG))
  const titles = (blocks: Loose[]) =>
    imported(blocks).sections.map(({ part, division, title }) => [part, division, title].filter(Boolean).join(' / '))

  test('a tale among tales of which some have chapters is a chapter', () => {
    const blocks = [h(2, 'The Storm'), h(3, 'I.'), ...tale, h(3, 'II.'), ...tale, h(2, 'The Harbour'), ...tale, h(2, 'The Inn'), ...tale]
    expect(titles([h(1, 'Tales of the Ferry'), ...blocks])).toEqual([
      'chapter / The Storm / I.',
      'chapter / The Storm / II.',
      'chapter / The Harbour',
      'chapter / The Inn',
    ])
  })

  test('acts of several plays are chapters of their plays, whatever is set around them', () => {
    const act = (number: string) => [h(5, `ACT ${number}`), ...tale]
    const play = (title: string) => [h(4, title), h(6, 'A play in two acts'), h(5, '1911'), ...act('I'), ...act('II')]
    expect(titles([h(4, 'Two Plays'), h(5, 'BY'), h(5, 'Nora Reed'), ...play('The Ferry'), ...play('The Mill')])).toEqual(
      expect.arrayContaining([
        'chapter / The Ferry / ACT I',
        'chapter / The Ferry / ACT II',
        'chapter / The Mill / ACT I',
        'chapter / The Mill / ACT II',
      ]),
    )
  })

  test('a title over the contents that comes again over the book is no division, and what stands below it no chapter', () => {
    const chapter = (number: string) => [h(4, `Chapter ${number}`), ...tale]
    const part = (title: string) => [h(1, title), h(4, 'Royal licence'), ...tale, ...['1', '2', '3', '4', '5', '6'].flatMap(chapter)]
    const found = titles([h(1, 'The Ferry'), ...tale, ...tale, ...tale, ...tale, ...part('The Ferry'), ...part('The Ferry Again')])
    expect(found.filter((line) => line.startsWith('chapter'))).toHaveLength(12)
    expect(found).toEqual(expect.arrayContaining(['front / Royal licence', 'chapter / The Ferry Again / Chapter 1']))
  })

  test('speakers on the level of numbered scenes are none, and the title over all of them is no part', () => {
    const scene = (number: string) => [h(2, `SCENE ${number}.`), ...tale, ...tale]
    const found = titles([
      h(1, 'Plays'),
      p(LONG),
      h(1, 'THE FERRY'),
      ...scene('I'),
      ...scene('II'),
      ...scene('III'),
      h(2, 'NORA.'),
      p('Home!'),
      h(2, 'ALL.'),
      p('Home!'),
    ])
    expect(found.filter((line) => line.startsWith('chapter'))).toEqual([
      'chapter / SCENE I.',
      'chapter / SCENE II.',
      'chapter / SCENE III.',
    ])
  })

  test('half titles of parts among the entries of a list of one level are the parts', () => {
    const entries = ['Part One', '1', '2', 'Part Two', '1', '2']
    const blocks = entries.flatMap((title) => (title.startsWith('Part') ? [h(1, title)] : [h(1, title), ...tale]))
    const given = source(blocks, {})
    const contents = entries.map((title, index) => ({
      title,
      level: 1,
      at: blocks.findIndex(
        (block, at) => block.kind === 'heading' && blocks.slice(0, at + 1).filter((one) => one.kind === 'heading').length === index + 1,
      ),
    }))
    const { sections } = makeChapters({ ...given, contents })
    expect(sections.map(({ division, title }) => `${division} / ${title}`)).toEqual([
      'Part One / 1',
      'Part One / 2',
      'Part Two / 1',
      'Part Two / 2',
    ])
  })

  test('writer, publisher and town on the level of the chapters are none', () => {
    const page = [h(2, 'Nora Reed'), h(2, 'Keeper of the ferry'), h(2, 'Reed & Sons'), h(2, 'London · Leeds')]
    const found = titles([h(1, 'The Ferry'), ...page, h(2, 'The Storm'), ...tale, h(2, 'The Mill'), ...tale])
    expect(found.filter((line) => line.startsWith('chapter'))).toEqual(['chapter / The Storm', 'chapter / The Mill'])
  })

  test('a list of chapters that speaks against itself is a doubt', () => {
    const chapter = (title: string) => [h(2, title), ...tale, ...tale]
    const counted = ['1', '2', '3', '4', '5'].flatMap((number) => chapter(`Chapter ${number}`))
    const reasons = (blocks: Loose[]) => imported(blocks).report.flatMap(({ kind, reason }) => (kind === 'doubt' ? [reason] : []))
    expect(reasons(counted)).toEqual([])
    expect(reasons([...counted, ...counted])).toEqual(['the numbers of chapters begin anew here, but no part does'])
    expect(reasons([...counted.slice(0, 17), ...chapter('By the same hand'), ...counted.slice(17)])).toEqual([
      'the other chapters have a number: this is perhaps none of them',
    ])
    expect(reasons([...counted, h(2, 'Chapter 6'), p('See above.')])).toEqual(['there is next to nothing in this chapter'])
    expect(reasons([...counted, ...['6', '7', '8'].map((number) => h(2, `Chapter ${number}`))])).toEqual([
      'many chapters hold next to nothing: these are perhaps no chapters',
    ])
  })

  test('the lines of a title page are no chapters and no division', () => {
    const page = [h(1, 'The Ferry'), h(1, 'by Nora Reed'), h(4, 'of the Academy'), h(5, 'Reed & Sons'), h(5, 'London')]
    const chapters = ['I', 'II', 'III'].flatMap((number) => [h(5, number), h(4, `The ${number} crossing`), ...tale])
    expect(titles([...page, ...chapters, h(4, 'THE END')]).filter((line) => line.startsWith('chapter'))).toEqual(
      ['I', 'II', 'III'].map((number) => `chapter / The ${number} crossing`),
    )
  })

  test('the heading over notes that stand elsewhere now goes', () => {
    const note: Loose = { kind: 'note', id: 'a', text: 'So it is said.' }
    const text = imported([h(2, 'Chapter 1'), p(`${LONG}[^a]`), h(3, 'Footnotes:'), note, h(2, 'Chapter 2'), p(LONG)])
    expect(text.sections.flatMap(({ blocks }) => blocks.map(({ kind }) => kind))).toEqual(['paragraph', 'note', 'paragraph'])
  })

  test('so long a text in one chapter, or before the first one, is a doubt', () => {
    const long = Array.from({ length: 700 }, () => p(LONG))
    const reasons = (blocks: Loose[]) => imported(blocks).report.flatMap(({ kind, reason }) => (kind === 'doubt' ? [reason] : []))
    expect(reasons([h(1, 'The Ferry'), ...long])).toContain('so long a text has only one chapter: headings were perhaps not recognised')
    expect(reasons([...long, h(2, 'Chapter 1'), p(LONG), h(2, 'Chapter 2'), p(LONG)])).toContain(
      'most of the text stands before its first chapter',
    )
    expect(reasons([h(1, 'The Ferry'), p(LONG)])).toEqual([])
  })
})
