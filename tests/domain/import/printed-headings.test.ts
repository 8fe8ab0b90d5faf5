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
