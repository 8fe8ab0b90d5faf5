import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isOff } from '#domain/import/chapters/balance.ts'
import { changedInTheGuide, chaptersOf, importFile } from '#tests/support/import-file.ts'

const CORPUS = '../shared/corpus'
const there = existsSync(`${CORPUS}/expected.tsv`)

/** What a careful reader expects of a book, beyond how many chapters it has. */
const MORE: Record<string, (file: Awaited<ReturnType<typeof importFile>>) => void> = {
  'pg-pride.txt': ({ text }) => {
    expect(text).toMatchObject({ title: 'Pride and Prejudice', creator: 'Jane Austen', language: 'en' })
    expect(JSON.stringify(text.sections)).not.toMatch(/General Terms of Use|Gutenberg/)
  },
  'pg-pride.htm': ({ text }) => {
    expect(text).toMatchObject({ title: 'Pride and Prejudice', creator: 'Jane Austen' })
    expect(JSON.stringify(text.sections.at(-1)?.blocks.at(-1))).toMatch(/had been the means of\s+uniting them/)
  },
  'pg-metamorphosis.txt': ({ text }) => expect(chaptersOf(text)).toEqual(['I', 'II', 'III']),
  'kc-it_pinocchio.txt': ({ text }) => {
    expect(chaptersOf(text)[0]).toMatch(/^Come andò che Maestro Ciliegia, falegname trovò un pezzo di legno/)
    expect(chaptersOf(text).every((title) => title.split(' ').length > 3)).toBe(true)
  },
  'gp-de-verne-20000.txt': ({ text }) => {
    const parts = text.sections.map(({ division }) => division)
    expect([parts.filter((part) => part === 'Band 1').length, parts.filter((part) => part === 'Band 2').length]).toEqual([24, 23])
    expect(chaptersOf(text)[0]).toBe('Eine schweifende Klippe')
  },
  'pg-mousquetaires-latin1.txt': ({ text }) => {
    expect(text.sections.map(({ part, title }) => `${part}: ${title}`)).toEqual(
      expect.arrayContaining(['front: INTRODUCTION', 'back: ÉPILOGUE']),
    )
    expect(chaptersOf(text).filter((title) => /^[-–—]/.test(title))).toEqual([])
  },
  'ru-kapitanskaya.txt': ({ text }) => {
    expect(text.sections.at(-1)).toMatchObject({ part: 'back', title: expect.stringMatching(/^ПРИЛОЖЕНИЕ/) })
    expect(JSON.stringify(text.sections.find(({ title }) => title === 'СЕРЖАНТ ГВАРДИИ')?.blocks[0])).toContain('Был бы гвардии')
  },
  'ru-ottsy-cp1251.txt': ({ text }) => expect(text).toMatchObject({ title: 'Отцы и дети', creator: 'Иван Сергеевич Тургенев' }),
  'idpf-wasteland.epub': ({ text }) => {
    const verse = text.sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'verse')
    expect(verse.length).toBeGreaterThan(20)
    expect(text.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'note'))).toBe(true)
  },
  'idpf-childrens-literature.epub': ({ text }) =>
    expect(chaptersOf(text).slice(0, 2)).toEqual(['A FOUR-LEAVED CLOVER', 'THE LORD HELPETH MAN AND BEAST']),
  'se-arthur-conan-doyle_the-adventures-of-sherlock-holmes.epub': ({ text }) =>
    expect(text.sections.filter(({ part }) => part !== 'chapter').map(({ part, title }) => `${part}: ${title}`)).toEqual([
      'front: Titlepage',
      'front: Imprint',
      'back: Colophon',
      'back: Uncopyright',
    ]),
}

const rows = there
  ? readFileSync(`${CORPUS}/expected.tsv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [string, string, string])
  : []

describe.skipIf(!there)(`real books (skipped without ${CORPUS})`, () => {
  test.each(rows)('%s has %s chapters: %s', async (name, count) => {
    const file = await importFile(`${CORPUS}/${name}`)
    expect(file.problems).toEqual([])
    if (count !== '-') expect(chaptersOf(file.text)).toHaveLength(Number(count))
    MORE[name]?.(file)
    expect(file.text.balance).toMatchObject({ lost: { words: 0 }, new: { words: 0 } })
    expect(file.text.balance && isOff(file.text.balance)).toBe(false)
    expect(changedInTheGuide(file)).toEqual([])
  })

  test('a book has its rows', () => expect(rows.length).toBeGreaterThan(10))
})
