import { expect, test } from 'vitest'
import { importLines } from '#tests/domain/import/read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`

test('what the contents list does not name and stands below one that it names is part of that: the scenes of a play among essays', () => {
  const names = ['BY SEA', 'THE STORM', 'THE INN', 'THE FERRY', 'A COMEDY', 'FAREWELL']
  const list = (from: number) =>
    names
      .slice(from, from + 3)
      .map((name, at) => `${name.padEnd(30)}${(from + at) * 20 + 3}.`)
      .join('\n')
  const scenes = ['1', '2', '3', '4'].map((number) => `SCENE ${number}.\n\n${PROSE}\n${PROSE}\n`).join('\n\n')
  const essays = names.map((name) => `${name}.\n\n\n${name === 'A COMEDY' ? scenes : PROSE}\n\n${PROSE}\n`).join('\n\n\n')
  const contents = `INHOUD.\n\n\nTHE FIRST.\n\n                            Bladz.\n${list(0)}\n\n\nTHE SECOND.\n\n                            Bladz.\n${list(3)}`
  const { sections } = importLines(`${contents}\n\n\n\n${essays}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(names.map((name) => `${name}.`))
})

test('numbers alone in a contents list say nothing of the numbers over the chapters', () => {
  const numbers = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI']
  const contents = ['ONE', 'TWO'].map((part) => `PART ${part}\n${numbers.join('\n')}`).join('\n')
  const tale = (name: string, lines: number) =>
    Array.from({ length: lines }, (_, at) => `Mule ${name} came over pass ${String.fromCharCode(65 + at)} before the others had left it.`)
  const chapters = (part: string) => numbers.map((one, at) => `${one}\n\n${tale(part + one, 4 + ((at * 7) % 5)).join('\n')}\n`).join('\n\n')
  const parts = ['ONE', 'TWO'].map((part) => `PART ${part}\n\n\n${chapters(part)}`).join('\n\n\n')
  const { sections } = importLines(`THE SALT ROAD\n\n\nCONTENTS\n\n${contents}\n\n\n\n${parts}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual([...numbers, ...numbers])
})

test('a number that cannot be read, between the two beside it, is theirs', () => {
  const labels = ['Dreißigstes Kapitel', 'Einunddreißgstes Kapitel', 'Zweiunddreißigstes Kapitel']
  const { sections } = importLines(labels.map((label) => `${label}\n\n${PROSE}\n${PROSE}\n`).join('\n\n\n'))
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(labels)
})

test('a label may stand behind the name of its part; a collection’s credits are a few lines', () => {
  const cantos = ['I', 'II', 'III'].map((number) => `  Inferno • Canto ${number}\n\n\n${PROSE}\n${PROSE}\n`)
  const credits = '*** START OF THE PROJECT GUTENBERG EBOOK ***\n\nProduced by Nora Reed\n\n\n'
  const { sections, report } = importLines(`${credits}INFERNO\n\n\n${cantos.join('\n\n\n')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(
    ['I', 'II', 'III'].map((number) => `Inferno • Canto ${number}`),
  )
  expect(report.filter(({ reason }) => reason === 'credits of the collection')).toHaveLength(1)
})

test('a note in the midst of a chapter ends at the gap below it', () => {
  const noted = `${PROSE.replace('thaw,', 'thaw [1],')}\n${PROSE}\n\n  [1] See the ledger, page 7.\n\n\n${PROSE}\n${PROSE}\n`
  const chapters = ['IV', 'V', 'VI'].map(
    (number) => `CHAPITRE ${number}.\n\nThe Carriers go on.\n\n${number === 'IV' ? noted : `${PROSE}\n${PROSE}\n`}`,
  )
  const { sections } = importLines(`LE LIVRE\n\n\n\n${chapters[0]}\n\n${chapters[1]}\n\n\n\n${chapters[2]}`)
  expect(sections.filter(({ part }) => part === 'chapter')).toHaveLength(3)
  expect(JSON.stringify(sections[1]?.blocks.filter(({ kind }) => kind === 'note'))).not.toContain('carriers')
})

test('numbers in words that nobody can read any more are those that are missing; they are no running heads', () => {
  const old = ['Yhdeskolmatta', 'Kahdeskolmatta', 'Kolmaskolmatta', 'Neljäskolmatta', 'Viideskolmatta']
  const labels = [
    'Yhdeksästoista',
    'Kahdeskymmenes',
    ...old,
    'Kuudeskolmatta',
    'Seitsemäskolmatta',
    'Kahdeksaskolmatta',
    'Yhdeksäskolmatta',
    'Kolmaskymmenes',
  ]
  const { sections } = importLines(labels.map((label) => `    ${label} runo\n\n${PROSE}\n${PROSE}\n`).join('\n\n\n'))
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(labels.map((label) => `${label} runo`))
})

test('a missing number is looked for where it is not set like the others', () => {
  const sentence = 'Chapter 3 The carriers go on, and none of them knows where the others are'
  const label = (number: number) => (number === 3 ? `as it is told.\n${sentence}` : `CHAPTER ${number}`)
  const { sections } = importLines(
    [1, 2, 3, 4, 5].map((number) => `${label(number)}\n${number === 3 ? '' : '\n'}${PROSE}\n${PROSE}\n`).join('\n'),
  )
  expect(sections.filter(({ part }) => part === 'chapter')).toHaveLength(5)
})

test('a first chapter without a title, among titles that the index at the front names; the words of each at the end are no chapters', () => {
  const names = ['By sea', 'The storm', 'The inn', 'The ferry', 'A comedy', 'Farewell']
  const roman = ['I', 'II', 'III', 'IV', 'V', 'VI']
  const index = names.map((name, at) => `  ${roman[at]}. ${name.padEnd(30)}${at * 3 + 7}`).join('\n')
  const chapters = names.map(
    (name, at) => `${roman[at]}.${at === 0 ? '\n\n[Illustration: A BOAT.]' : ` ${name}.`}\n\n\n${PROSE}\n${PROSE}\n`,
  )
  const words = roman.map(
    (number) =>
      `${number}.\n\nmule, an animal that carries things over passes and through rivers.\nledger, a book in which everything is written down that was paid.\n`,
  )
  const { sections } = importLines(
    `THE TRAVELS\n\n\n\nINDEX.\n\n\n  Chap.                    Page.\n\n${index}\n  Words and phrases                    81\n\n\n\n\n${chapters.join('\n\n\n\n')}\n\n\n\nWORDS AND PHRASES.\n\n\n${words.join('\n\n')}`,
  )
  const titles = sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)
  expect(titles).toEqual(['I.', ...names.slice(1).map((name) => `${name}.`), 'WORDS AND PHRASES.'])
})

test('numbers between dashes are headings, and what a last chapter says is not its title', () => {
  const titles = ['By sea', 'The storm', 'An inn above the river', 'A comedy']
  const chapters = titles.map((title, at) => `--${['I', 'II', 'III', 'IV'][at]}--\n\n${title}\n\n${PROSE}\n${PROSE}\n`)
  const { sections } = importLines(
    `${chapters.join('\n\n\n')}\n\n\n--V--\n\nThat is all there is to tell.\n\n\n\nNOTES\n\n${PROSE}\n${PROSE}\n`,
  )
  const last = sections.findLast(({ part }) => part === 'chapter')
  expect(sections.filter(({ part }) => part === 'chapter')).toHaveLength(5)
  expect([last?.title, JSON.stringify(last?.blocks).includes('all there is to tell')]).toEqual(['--V--', true])
})

test('the scenes of a play that stand apart are its chapters, not those who speak, and a song that comes again is no running head', () => {
  const scenes = ['Night.', 'By the gate', 'The study', 'Street (I)', 'The garden', 'At the well']
  const song = 'My rest is gone,\nI find it never\nand never more.'
  const speech = (who: string) =>
    `${who}:\nThe carriers came down from the pass\nWith mules and men, and over grass\nThey went to where the ferry was.\n`
  const text = scenes.map(
    (scene, at) => `  ${scene}\n\n${['REED', 'MILLER', 'ALL', 'A BEGGAR'].map(speech).join('\n')}\n${at % 2 === 0 ? `${song}\n` : ''}\n`,
  )
  const { sections, report } = importLines(`THE FERRY\n\n\n\n\n${text.join('\n\n')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(scenes)
  expect(report.filter(({ reason }) => reason === 'running head')).toEqual([])
})

test('the last chapters of a numbering that cannot be read go on with it, and one may be called the last', () => {
  const labels = ['PRIMO', 'SECONDO', 'TERZO', 'QUARTO', 'QUINTO', 'SESTUNESIMO', 'SETTEDUESIMO', 'ULTIMO']
  const { sections } = importLines(labels.map((label) => `CANTO ${label}\n\n${PROSE}\n${PROSE}\n`).join('\n\n\n'))
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(labels.map((label) => `CANTO ${label}`))
})

test('titles of the contents list that stand on two lines in the text are titles, without the label that the list has', () => {
  const titles = ['Kalliope. Fate and Part', 'Thalia. The Citizens', 'Klio. The Age', 'Erato. Dorothea', 'Urania. A View']
  const contents = titles.map((title, at) => `${['First', 'Second', 'Third', 'Fourth', 'Fifth'][at]} Song: ${title}`).join('\n')
  const songs = titles.map((title) => `${title.replace('. ', '\n')}\n\n${PROSE}\n${PROSE}\n`)
  const header =
    'Project Gutenberg Etext "Ferrymen", by Nora Reed\n\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n\n\nEtext reformatted by A. Typist\n\n\n'
  const text = importLines(`${header}Ferrymen\n\nNora Reed\n\n\nContents:\n\n${contents}\n\n\n\n${songs.join('\n\n\n\n')}`)
  expect(text.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(
    titles.map((title) => title.replace('. ', ' ')),
  )
  expect([text.title, text.creator]).toEqual(['Ferrymen', 'Nora Reed'])
})

test('titles between number signs are titles; lines of the title page are none, nor are a few that come twice those of speakers', () => {
  const titles = ['THE OLD MAN', 'THE CHILDREN', 'IN THE WOOD', 'A LETTER', 'THE LAKE', 'THE OLD MAN']
  const tales = titles.map((title, at) => `${at % 2 === 0 ? `#${title}#` : title}\n\n${PROSE}\n${PROSE}\n`)
  const { sections } = importLines(`THE LAKE\n\nBY\n\nNORA REED\n\n\n\nPREFACE\n\n${PROSE}\n${PROSE}\n\n\n${tales.join('\n\n\n')}`)
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(titles)
})

test('paragraphs with room around them are no titles, and "Ein Brief" is no first letter', () => {
  const text = Array.from({ length: 12 }, (_, at) => `${PROSE}\n${PROSE}\n\n\n\n${at === 5 ? 'Ein Brief' : 'It was done.'}\n\n${PROSE}\n`)
  const { sections } = importLines(text.join('\n\n'))
  expect(sections.map(({ title }) => title)).not.toContain('It was done.')
  expect(sections.filter(({ part }) => part === 'chapter')).toHaveLength(1)
})

test('scenes that are numbered with their act are scenes of it; a sentence that begins with an act is none', () => {
  const aside = `${PROSE}\n(They leave as they came, at the end of the\nfirst act. Reed comes in.)\n\n${PROSE}`
  const act = (number: string, at: number) =>
    [1, 2, 3]
      .map((scene) => `Scene ${at}.${'I'.repeat(scene)}.\n\n${scene === 2 ? aside : PROSE}\n${PROSE}\n`)
      .join('\n\n')
      .replace(/^/, `Act ${number}.\n\n\n`)
  const { sections } = importLines(['I', 'II', 'III'].map((number, at) => act(number, at + 1)).join('\n\n\n'))
  expect(sections.filter(({ part }) => part === 'chapter').map(({ division }) => division)).toEqual(
    ['Act I.', 'Act II.', 'Act III.'].flatMap((title) => [title, title, title]),
  )
})

test('speakers that are counted are no chapters', () => {
  const speech = (number: number) => `${number}. Robot: We have done what nobody asked of us.\n\n${PROSE}`
  const acts = ['FIRST', 'SECOND', 'THIRD'].map(
    (name) => `ACT THE ${name}\n\n${PROSE}\n${PROSE}\n${PROSE}\n\n${[1, 2, 3].map(speech).join('\n\n')}\n\n${PROSE}\n${PROSE}\n`,
  )
  const { sections } = importLines(acts.join('\n\n\n'))
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual([
    'ACT THE FIRST',
    'ACT THE SECOND',
    'ACT THE THIRD',
  ])
})
