import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceBlock } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { unaccounted } from './account.ts'
import { asSource } from './read-lines.ts'

const WORDS =
  'river bank water stone bridge willow heron morning evening walker path lantern harbour slowly under over and the of to a with when which mill wheel ferry boatman half-timbered St anti-slip self-made I it is was 1917 21st rn m, e.g. vol.'.split(
    ' ',
  )

const word = fc.constantFrom(...WORDS)
const ending = fc.constantFrom('.', '.', '.', '?', '!', ':', ',', '', '.”', ')', '.[1]', '.²', '*')
const sentence = fc.tuple(fc.array(word, { minLength: 1, maxLength: 14 }), ending).map(([words, end]) => {
  const text = words.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1) + end
})
const prose = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((sentences) => sentences.join(' '))

/** Prose in lines of a width, with hyphens where a line is full. */
const paragraph = fc
  .tuple(prose, fc.integer({ min: 30, max: 70 }), fc.integer({ min: 0, max: 6 }), fc.boolean())
  .map(([text, width, indent, hyphens]) => {
    const lines: string[] = []
    let line = ' '.repeat(indent)
    for (const one of text.split(' ')) {
      if (line.trim() !== '' && line.length + one.length >= width) {
        const halves = hyphens && one.length > 5 ? [`${one.slice(0, 3)}-`, one.slice(3)] : ['', one]
        lines.push(`${line}${halves[0] ? ` ${halves[0]}` : ''}`)
        line = halves[1] ?? ''
      } else line = line.trim() === '' ? line + one : `${line} ${one}`
    }
    return [...lines, line].join('\n')
  })

const disease = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((number) => `${number}`),
  fc.integer({ min: 1, max: 40 }).map((number) => `\f${number}   A WALK BY THE RIVER`),
  fc.integer({ min: 1, max: 40 }).map((number) => `- ${number} -\n\f`),
  fc.constantFrom(
    '\f',
    '\n\n\n',
    'A WALK BY THE RIVER',
    '* * *',
    '___',
    '[t is late',
    '| think so',
    'it was the river’’s',
    '‘‘Come,’’ said she',
    'anti- slip',
    'ﬁrst',
    'tbe',
    '|',
  ),
  fc.tuple(fc.integer({ min: 1, max: 9 }), word).map(([number, title]) => `\nCHAPTER ${number}\n\n${title.toUpperCase()} BY THE MILL\n`),
  fc.tuple(fc.integer({ min: 1, max: 9 }), word).map(([number, title]) => `\n${number}: THE ${title.toUpperCase()}\n`),
  fc.constantFrom(
    'INTRODUCTION',
    'Contents\n\nThe River . . . . 3\nThe Mill . . . . 12\nThe Sea . . . . . 20\n',
    'PART TWO',
    'NOTES',
    'Index',
  ),
  fc.tuple(word, word).map(([one, two]) => `• ${one} and\n  ${two}\n• ${two};`),
  fc.tuple(word, word).map(([one, two]) => `1. ${one}\n2. ${two}\n3. ${one} ${two}`),
  fc.tuple(word, word).map(([one, two]) => `    ${one} by the ${two}\n    The ${two} by the ${one}\n    And home`),
  fc.tuple(fc.integer({ min: 1, max: 4 }), word).map(([number, text]) => `[${number}] See the ${text}.\n\f`),
  fc.constantFrom('* A note with a star.\n\f', '¹ A raised note.', '(1) A note in brackets.'),
)

const document = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 3, arbitrary: paragraph }, { weight: 2, arbitrary: disease }),
      fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n\n'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.map((part) => part.join('')).join(''))

test('every word of printed lines is in the result or in the report', () => {
  fc.assert(
    fc.property(document, (text) => {
      const source = asSource(text)
      expect(unaccounted(makeChapters(source))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

const blockOf = fc.oneof(
  { weight: 6, arbitrary: prose.map((text) => ({ kind: 'paragraph', text }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 4 }), disease)
      .map(([level, text]) => ({ kind: 'heading', level, text: oneLine(text) }) as const),
  },
  { weight: 2, arbitrary: disease.map((text) => ({ kind: 'paragraph', text: oneLine(text) }) as const) },
  fc.array(prose, { minLength: 1, maxLength: 3 }).map((paragraphs) => ({ kind: 'quotation', paragraphs }) as const),
  fc
    .tuple(fc.boolean(), fc.array(sentence, { minLength: 1, maxLength: 4 }))
    .map(([ordered, items]) => ({ kind: 'list', ordered, items }) as const),
  fc.array(sentence, { minLength: 1, maxLength: 4 }).map((lines) => ({ kind: 'verse', lines }) as const),
  fc.tuple(fc.constantFrom('a', 'b', 'c'), prose).map(([id, text]) => ({ kind: 'note', id, text }) as const),
  fc.constant({ kind: 'page' } as const),
  fc.constant({ kind: 'divider' } as const),
)

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim() || 'x'
}

test('every word of structured texts is in the result or in the report', () => {
  const blocks = fc.uniqueArray(blockOf, { maxLength: 30, selector: (block) => (block.kind === 'note' ? block.id : Symbol('any')) })
  fc.assert(
    fc.property(blocks, (list) => {
      const placed: SourceBlock[] = list.map((block, index) => ({ ...block, origin: { file: 'a.xhtml', line: index + 1 } }))
      const source = { ...asSource(''), blocks: placed }
      expect(unaccounted(makeChapters(source))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test.each(readdirSync('tests/fixtures/import').filter((name) => name.endsWith('.txt')))('every word of %s is accounted for', (name) => {
  const source = asSource(readFileSync(`tests/fixtures/import/${name}`, 'utf8'))
  expect(unaccounted(makeChapters(source))).toEqual([])
})

const PAMPHLET = '../shared/sources/trotsky-pamphlet.txt'

test.skipIf(!existsSync(PAMPHLET))(`every word of the scanned pamphlet is accounted for (skipped without ${PAMPHLET})`, () => {
  const source = asSource(readFileSync(PAMPHLET, 'utf8'))
  expect(unaccounted(makeChapters(source))).toEqual([])
})
