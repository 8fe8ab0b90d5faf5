import fc from 'fast-check'
import type { PhrasingContent } from 'mdast'
import { expect, test } from 'vitest'
import { tidy, writeLine, writeWhole } from '#server/import/formats/phrasing.ts'
import { writePlainly } from '#server/import/formats/plain-line.ts'

const sign = fc.constantFrom(
  ...'*_~`[]()!<>&#+-=.:;|\\\\"\'“”«—…,1 é渡し。😀',
  ...['The boat', ' came ', 'a', 'b ', '1. ', '# ', '&amp;', '<b', '](', '![', 'www.x.org', 'https://x.org/a_b', 'x@y.org', '❤️'],
)
const words = fc.array(sign, { minLength: 1, maxLength: 6 }).map((signs) => signs.join(''))
const text = words.map((value): PhrasingContent => ({ type: 'text', value }))
const plain = fc
  .constantFrom('The boat', ' came ', ', so ', '. ', 'a', '—', '(so)', 'So!')
  .map((value): PhrasingContent => ({ type: 'text', value }))
const within = fc.array(fc.oneof(plain, text), { minLength: 1, maxLength: 2 })
const node = fc.oneof(
  text,
  plain,
  within.map((children): PhrasingContent => ({ type: 'emphasis', children })),
  within.map((children): PhrasingContent => ({ type: 'strong', children })),
  fc.constant<PhrasingContent>({ type: 'footnoteReference', identifier: '1', label: '1' }),
  within.map((children): PhrasingContent => ({ type: 'delete', children })),
)

test('a line is written as the writer writes it that looks at every sign', () => {
  let short = 0
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 5 }), (nodes) => {
      const [line, same] = [tidy(structuredClone(nodes)), tidy(structuredClone(nodes))]
      const written = writeLine(line)
      // `writeLine` takes the white space around the line away.
      const bare = line.filter((one) => one.type !== 'text' || one.value !== '')
      if (written !== '') expect(written).toBe(writeWhole(bare))
      expect(writeLine(same)).toBe(written)
      if (bare.length > 1 && writePlainly(bare) !== null) short++
    }),
    { numRuns: 3000, seed: 16 },
  )
  // The short way was gone.
  expect(short).toBeGreaterThan(100)
})
