import { expect, describe as group, test } from 'vitest'
import { reanchor } from '#domain/anchoring/reanchor.ts'

/** A hang is what fails here; how fast it is, the bench measures. */
group('hard inputs come to an end', { timeout: 120_000 }, () => {
  test.each([
    ['one word over and over', 'no '.repeat(50_000), 'no '.repeat(49_000)],
    [
      'two texts with nothing in common',
      Array.from({ length: 40_000 }, (_, i) => `a${i}`).join(' '),
      Array.from({ length: 40_000 }, (_, i) => `b${i}`).join(' '),
    ],
    [
      'every word moved',
      Array.from({ length: 40_000 }, (_, i) => `a${i}`).join(' '),
      Array.from({ length: 40_000 }, (_, i) => `a${40_000 - i}`).join(' '),
    ],
    ['sentences dealt out anew', deal(4_000, 1), deal(4_000, 2_377)],
    ['one endless word', 'x'.repeat(200_000), 'x'.repeat(199_999)],
  ])('%s', (_name, before, after) => {
    const passages = Array.from({ length: 2000 }, (_, i) => ({ start: i * 10, end: i * 10 + 40 }))
    expect(reanchor(before, after, [...passages, { start: 0, end: before.length }])).toHaveLength(2001)
  })

  /** Numbered sentences in steps through their number, so that every step but 1 gives another order. */
  function deal(count: number, step: number): string {
    return Array.from(
      { length: count },
      (_, i) => `Sentence ${(i * step) % count} says that ${(i * step) % count} of them went home again.`,
    ).join(' ')
  }

  test('very long passages cost no more than others', () => {
    const before = Array.from({ length: 100_000 }, (_, i) => `w${i % 5000}`).join(' ')
    const after = before.replace('w77 ', '')
    const passages = Array.from({ length: 5000 }, (_, i) => ({ start: i, end: before.length - i }))
    const results = reanchor(before, after, passages)
    expect(results.filter((result) => result.kind === 'changed' || result.kind === 'same')).toHaveLength(5000)
  })
})
