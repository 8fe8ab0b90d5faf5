import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { unaccounted } from './account.ts'
import { importLines } from './read-lines.ts'

const PROSE = `The carriers came down from the pass on the second day of the thaw,
forty-three mules and nine men, and with them a woman whom nobody had
seen before. She paid in silver and asked for the ledger of the year.`
const LONG = Array(40).fill(PROSE).join('\n\n')
const FAR = '\n\n\n\n\n'
const NAMES = ['THE PASS', 'THE INN', 'THE FERRY', 'THE MILL', 'THE SEA', 'THE ROAD']

const titlesOf = ({ sections }: ImportedText) => sections.map(({ part, title }) => `${part}: ${title}`)
const listedWords = ({ balance }: ImportedText) => balance?.left.find(({ reason }) => reason === 'contents list')?.words ?? 0

test('a list that tells what each chapter is about is one, and its titles are no chapters', () => {
  const about =
    'Of mules and of silver; who came over the pass in the spring, and what the\nkeeper of the inn wrote down. The ledger of the year. The thaw.'
  const list = NAMES.map((name, at) => `  CHAPTER ${at + 1}. ${name}.\n\n${about}`)
  const text = importLines(
    `CONTENTS.\n\n\n  INTRODUCTION.\n\n${list.join('\n\n\n')}${FAR}INTRODUCTION.\n\n${LONG}${FAR}${NAMES.map((name, at) => `${at + 1}. ${name}.\n\n${LONG}`).join(FAR)}\n`,
  )
  expect(titlesOf(text)).toEqual(['front: INTRODUCTION.', ...NAMES.map((name) => `chapter: ${name}.`)])
  expect(listedWords(text)).toBeGreaterThan(100)
  expect(unaccounted(text)).toEqual([])
})

test('a list at the end is one, with titles on several lines and pages, or with titles that came before', () => {
  const paged = NAMES.map(
    (name, at) =>
      `  ${at + 1}    ${name} and what the carriers who came down from\n       it told the keeper of the inn     ${at * 20 + 5}`,
  )
  const plain = `  LIST OF ROADS\n\n  FIRST ROAD\n\n${NAMES.map((name, at) => `  CHAPTER ${at + 1}.--${name}`).join('\n')}`
  for (const list of [paged.join('\n\n'), plain]) {
    const chapters = NAMES.map((name, at) => `CHAPTER ${at + 1}\n\n\n${name}\n\n\n${LONG}`)
    const text = importLines(`${chapters.join(FAR)}${FAR}TABLE\n\n\n${list}${FAR}A NOTE ON THE TEXT\n\n${PROSE}\n`)
    expect(titlesOf(text).filter((title) => title.startsWith('chapter'))).toEqual(NAMES.map((name) => `chapter: ${name}`))
    expect(listedWords(text)).toBeGreaterThan(20)
    expect(unaccounted(text)).toEqual([])
  }
})

test('the preface right below a list is none of its entries', () => {
  const list = NAMES.map((name, at) => `Chapter ${at + 1}.  ${name}`)
  const text = importLines(
    `CONTENTS\n\n${list.join('\n')}${FAR}PREFACE\n\n${LONG}${FAR}${NAMES.map((name, at) => `CHAPTER ${at + 1} -- ${name}\n\n${LONG}`).join(FAR)}\n`,
  )
  expect(titlesOf(text)).toEqual(['front: PREFACE', ...NAMES.map((name) => `chapter: ${name}`)])
})

test('each volume may have its list, at its own end, and a line of it that heads a chapter is the title of that', () => {
  const about = 'what the carriers who came down from it told the keeper of\nthe inn, and how he counted the silver of the year.--The thaw.'
  const volume = (from: number) => {
    const numbers = [1, 2, 3, 4, 5, 6].map((at) => from + at)
    const list = numbers.map((at) => `Chapter ${at}.--${NAMES[(at - 1) % 6]} ${at}.--Of ${about}      ${at * 20 + 5}.`)
    const chapters = numbers.map((at) => `CHAPTER ${at}.\n\n\n     ${NAMES[(at - 1) % 6]} ${at}.\n\n\n${LONG}`)
    return `${chapters.join(FAR)}${FAR}CONTENTS.\n\n\nFrom the publisher.      pag. v\n\n${list.join('\n\n')}`
  }
  const text = importLines(`THE ROADS${FAR}${volume(0)}${FAR}Notes:\n\n${PROSE}${FAR}${volume(6)}${FAR}A NOTE ON THE TEXT\n\n${PROSE}\n`)
  expect(titlesOf(text).filter((title) => title.startsWith('chapter'))).toHaveLength(12)
  expect(listedWords(text)).toBeGreaterThan(300)
  expect(unaccounted(text)).toEqual([])
})

test('a preface below the title of the whole is no chapter, though a list names both', () => {
  const list = ['The Roads', 'Foreword', ...NAMES].map((name, at) => `${name}    ${at * 20 + 5}`)
  const text = importLines(
    `THE ROADS\n\nBY NORA REED${FAR}THE ROADS${FAR}FOREWORD\n\n${LONG}${FAR}${NAMES.map((name) => `${name}\n\n${LONG}`).join(FAR)}${FAR}CONTENTS\n\n${list.join('\n')}\n`,
  )
  expect(titlesOf(text).slice(-7)).toEqual(['front: FOREWORD', ...NAMES.map((name) => `chapter: ${name}`)])
})
