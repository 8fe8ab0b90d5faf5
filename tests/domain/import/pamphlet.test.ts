import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figures } from '#domain/import/review/figures.ts'
import { isBroken } from '#domain/import/words/sentence.ts'
import { importLines } from './read-lines.ts'

const FILE = '../shared/sources/trotsky-pamphlet.txt'

/** A real scan, which stays outside the repository: only what can be counted is said of it here. */
describe.skipIf(!existsSync(FILE))(`the scanned pamphlet (skipped without ${FILE})`, () => {
  const text = existsSync(FILE) ? importLines(readFileSync(FILE, 'utf8')) : null

  test('has its opening, its eighteen chapters and its reading guide', () => {
    expect(text?.sections.map((section) => section.part)).toEqual(['front', ...Array<string>(18).fill('chapter'), 'back'])
    for (const section of text?.sections.slice(1) ?? []) expect(section.title).toMatch(/^(?:\d{4}: )?[A-Z]/)
  })

  test('has no page number and no paragraph broken in the middle of a sentence', () => {
    for (const section of text?.sections ?? []) {
      const paragraphs = section.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))
      for (const [index, paragraph] of paragraphs.entries()) {
        expect(paragraph).not.toMatch(/^\d+$/)
        expect(isBroken(paragraphs[index - 1] ?? '', paragraph)).toBe(false)
      }
    }
  })

  test('comes to these figures', () => {
    expect(text && figures(text)).toMatchObject({ chapters: 18, unclosed: 3 })
  })
})
