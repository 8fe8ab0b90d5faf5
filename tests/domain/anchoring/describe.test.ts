import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describe, standsAt, trimPassage } from '#domain/anchoring/describe.ts'
import { boundaryAfter, boundaryBefore } from '#domain/anchoring/graphemes.ts'
import { CONTEXT_MAX } from '#domain/anchoring/passage.ts'
import { Selectors } from '#domain/anchoring/selectors.ts'

const FAMILY = '👨‍👩‍👧‍👦'
const ACCENTED = 'e\u0301\u0323'
const FLAGS = '🇫🇷🇩🇪🇮🇹'

/** Text made of the pieces that split badly. */
const awkwardText = fc
  .array(
    fc.constantFrom(
      'a',
      'word',
      ' ',
      '\n',
      '\r\n',
      '𝒜',
      FAMILY,
      ACCENTED,
      FLAGS,
      '👍🏽',
      'שלום',
      'مَرْحَبًا',
      'ภาษาไทย',
      'नमस्ते',
      '漢字',
      '각',
      '️',
    ),
  )
  .map((pieces) => pieces.join(''))

const passageOf = (text: string) =>
  fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))

const textAndPassage = awkwardText.chain((text) => fc.tuple(fc.constant(text), passageOf(text)))

function graphemeEdges(text: string): Set<number> {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
  return new Set([...Array.from(segments, (segment) => segment.index), text.length])
}

test('describes a quote, its neighbours and its position', () => {
  const text = 'Whoever reads slowly, reads twice; whoever reads aloud, reads for others.'
  expect(describe(text, { start: 22, end: 33 })).toEqual({
    exact: 'reads twice',
    prefix: 'Whoever reads slowly, ',
    suffix: '; whoever reads aloud, reads for',
    start: 22,
    end: 33,
  })
})

test('has no context at the ends of the text', () => {
  expect(describe('alone', { start: 0, end: 5 })).toEqual({ exact: 'alone', prefix: '', suffix: '', start: 0, end: 5 })
})

test.each([
  ['a mathematical letter', '𝒜'],
  ['a family emoji', FAMILY],
  ['combining marks', ACCENTED],
  ['one of several flags', '🇩🇪'],
])('never splits %s', (_name, cluster) => {
  const text = `🇫🇷x ${cluster} y`
  const at = text.indexOf(cluster)
  for (let start = at; start < at + cluster.length; start++) {
    for (let end = start + 1; end <= at + cluster.length; end++) {
      expect(describe(text, { start, end })).toMatchObject({ exact: cluster, start: at, end: at + cluster.length })
    }
  }
})

test('counts in the order of the text where it is read from right to left', () => {
  const text = 'אמר: שָׁלוֹם לכם'
  const start = text.indexOf('ש') + 1
  expect(describe(text, { start, end: start + 3 }).exact).toBe('שָׁל')
})

test('does not cut context inside a cluster', () => {
  const text = `${FAMILY.repeat(4)}quote${FAMILY.repeat(4)}`
  const start = text.indexOf('quote')
  const { prefix, suffix } = describe(text, { start, end: start + 5 })
  expect(prefix).toBe(FAMILY.repeat(2))
  expect(suffix).toBe(FAMILY.repeat(2))
})

test('any passage becomes whole graphemes and stands where it says', () => {
  fc.assert(
    fc.property(textAndPassage, ([text, passage]) => {
      const described = describe(text, passage)
      const edges = graphemeEdges(text)
      expect(described.start).toBeLessThanOrEqual(passage.start)
      expect(edges).toContain(described.start)
      expect(edges).toContain(described.start - described.prefix.length)
      expect(edges).toContain(described.end + described.suffix.length)
      expect(text.slice(described.start - described.prefix.length, described.end + described.suffix.length)).toBe(
        described.prefix + described.exact + described.suffix,
      )
      if (passage.end === passage.start) return
      expect(described.end).toBeGreaterThanOrEqual(passage.end)
      expect(edges).toContain(described.end)
      expect(standsAt(text, described)).toBe(true)
      expect(Selectors.safeParse(described).success).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('finds the same edges as a segmentation of the whole text', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      const edges = [...graphemeEdges(text)]
      for (let at = 0; at <= text.length; at++) {
        expect(boundaryBefore(text, at)).toBe(Math.max(...edges.filter((edge) => edge <= at)))
        expect(boundaryAfter(text, at)).toBe(Math.min(...edges.filter((edge) => edge >= at)))
      }
    }),
  )
})

test('offsets outside the text count as its ends', () => {
  for (const start of [-5, Number.NaN, Number.NEGATIVE_INFINITY, 1.5]) {
    const described = describe('abc', { start, end: Number.POSITIVE_INFINITY })
    expect(described.end).toBe(3)
    expect(described.exact).toBe('abc'.slice(described.start))
  }
  expect(describe('abc', { start: 2, end: 1 }).exact).toBe('')
})

test('context is at most as long as the schema allows', () => {
  const text = 'x'.repeat(200)
  const { prefix, suffix } = describe(text, { start: 100, end: 110 })
  expect([prefix.length, suffix.length]).toEqual([CONTEXT_MAX, CONTEXT_MAX])
})

test('a million combining marks come to an end', { timeout: 60_000 }, () => {
  const text = `a${'\u0301'.repeat(1_000_000)}`
  for (let i = 0; i < 100; i++) {
    const { start, end } = describe(text, { start: 500_000, end: 500_010 })
    expect(end).toBeGreaterThan(start)
  }
})

test('trims white space and keeps whole graphemes', () => {
  const text = `  one ${ACCENTED}\n\u00a0 `
  expect(trimPassage(text, { start: 0, end: text.length })).toEqual({ start: 2, end: 6 + ACCENTED.length })
  expect(trimPassage(text, { start: 5, end: 7 })).toEqual({ start: 6, end: 6 + ACCENTED.length })
  expect(trimPassage(text, { start: 0, end: 2 })).toBeNull()
  expect(trimPassage(text, { start: 4, end: 3 })).toBeNull()
  expect(trimPassage('', { start: 0, end: 9 })).toBeNull()
})

test('a quote stands only at its own position', () => {
  const text = 'again and again'
  const again = describe(text, { start: 10, end: 15 })
  expect(standsAt(text, again)).toBe(true)
  expect(standsAt(text, { ...again, start: 0, end: 5 })).toBe(true)
  expect(standsAt(text, { ...again, start: 9, end: 14 })).toBe(false)
  expect(standsAt(text, { ...again, end: 14 })).toBe(false)
  expect(standsAt('a', { exact: '', prefix: '', suffix: '', start: 0, end: 0 })).toBe(false)
})

test('the schema refuses what does not fit together', () => {
  const good = describe('some words', { start: 0, end: 4 })
  expect(Selectors.safeParse(good).success).toBe(true)
  expect(Selectors.safeParse({ ...good, end: 5 }).success).toBe(false)
  expect(Selectors.safeParse({ ...good, exact: '', end: 0 }).success).toBe(false)
  expect(Selectors.safeParse({ ...good, prefix: 'x'.repeat(33) }).success).toBe(false)
  expect(Selectors.safeParse({ ...good, exact: 'x'.repeat(10_001), end: 10_001 }).success).toBe(false)
})
