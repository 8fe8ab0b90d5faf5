import { expect, test } from 'vitest'
import { isOff } from '#domain/import/chapters/balance.ts'
import { importLines } from '#tests/domain/import/read-lines.ts'

/** Lines that run on, and never end a sentence but at the end of their paragraph. */
const lines = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `the ferry${from + at} went over the water with the mules and came back again${at === count - 1 ? '.' : ''}`,
  )

test('numbers of lines in the margin are left out, and are neither notes nor words of the text', () => {
  const page = (from: number) =>
    lines(30, from)
      .map((line, at) => ((at + 1) % 5 === 0 ? `[${at + 1}]`.padEnd(5) : '     ') + line)
      .join('\n')
  const text = importLines([0, 30, 60].map((from) => `CHAPTER ${from / 30 + 1}\n\n\n${page(from)}\n`).join('\n\n\n'))
  expect(text.report.filter(({ reason }) => reason === 'number of a line')).toHaveLength(18)
  expect(text.sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind !== 'paragraph')).toEqual([])
  expect(JSON.stringify(text.sections)).not.toMatch(/\[\d|\\\\\[/)
  expect(text.balance && isOff(text.balance)).toBe(false)
})

test('a page’s number at the end of the line at which it begins is left out, and the chapter below one that stands alone begins', () => {
  const page = (number: number) => {
    const [first = '', ...rest] = lines(24, number * 24)
    return number === 8
      ? `                         8\n           II\n\nOn the ferry\n\n${lines(24, 192).join('\n')}`
      : [`${first}    ${number}`, ...rest].join('\n')
  }
  const pages = Array.from({ length: 16 }, (_, at) => page(at + 1))
  const { sections, report } = importLines(
    `           I\n\nBy the river\n\n${pages.join('\n\n')}\n\n           III\n\nAt home\n\n${lines(20, 900).join('\n')}\n`,
  )
  expect(report.filter(({ reason }) => reason === 'page number').map(({ before }) => before)).toEqual(
    Array.from({ length: 16 }, (_, at) => String(at + 1)),
  )
  expect(sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(['By the river', 'On the ferry', 'At home'])
})

test('a mark in brackets at the beginning of a paragraph refers to nothing', () => {
  const note = '[4] The mules are there.'
  const { sections, balance } = importLines(
    `${lines(3).join('\n')}\n\n[4] ${lines(3, 5).join('\n')}\n\n${note}\n\n${lines(4, 9).join('\n')}\n`,
  )
  expect(JSON.stringify(sections)).not.toMatch(/\\\\\[\^/)
  expect([balance?.lost.words, balance?.new.words]).toEqual([0, 0])
})

test('words between equals signs are bold; a sum is none', () => {
  const { sections } = importLines(`${lines(3).join('\n')}\n\nThe =mule= is here, and a=b and c=d, and 2 = 3 = 4.\n`)
  expect(JSON.stringify(sections)).toContain('The **mule** is here, and a=b and c=d, and 2 = 3 = 4.')
})

test('a line of verse that comes again is no running head', () => {
  const name = (at: number) => `${'bcdfghjklm'[at % 10]}${'aeiou'[at % 5]}${'nprstvwxz'[at % 9]}${'aeiou'[at % 4]}rum`
  const verse = (at: number) =>
    [
      `Many a ${name(at)} went over`,
      'before the ferryman of Reed,',
      `led by ${name(at + 3)} to the ${name(at + 7)}`,
      `before the ferryman of Reed${at % 3 === 0 ? ',' : ''}`,
      `never looking at a ${name(at + 5)}`,
    ].join('\n')
  const { report } = importLines(Array.from({ length: 40 }, (_, at) => verse(at)).join('\n'))
  expect(report.filter(({ reason }) => reason === 'running head')).toEqual([])
})

test('what a speaker is to do, in brackets, is no running head, however often', () => {
  const speech = (at: number) =>
    `THE FERRYMAN.\n\nI carried ${at} mules over the water, and said\n\n(To the miller.)\n\nthat the ${at + 40} others were to wait on the bank until I came.\n`
  const { report } = importLines(Array.from({ length: 30 }, (_, at) => speech(at)).join('\n'))
  expect(report.filter(({ reason }) => reason === 'running head')).toEqual([])
})

test('numbers of stanzas stay, though a sentence goes on over one of them', () => {
  const stanza = (at: number) => `${at}\n\nthe ferry went over the water,\nthe mules came back again${at % 20 === 0 ? '' : '.'}\n`
  const { report } = importLines(Array.from({ length: 120 }, (_, at) => stanza((at % 40) + 1)).join('\n'))
  expect(report.filter(({ reason }) => reason === 'page number')).toEqual([])
})
