import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { asSource } from './read-lines.ts'

const ONE = readFileSync('tests/fixtures/import/lighthouse-scan.txt', 'utf8')

/** Milliseconds of this process's own time, so that what else the machine does is not counted. */
function timeFor(characters: number): number {
  const source = asSource(ONE.repeat(Math.ceil(characters / ONE.length)))
  const before = process.cpuUsage().user
  makeChapters(source)
  return (process.cpuUsage().user - before) / 1000
}

// What else the machine does can only make it look slower: one fair comparison of three is enough.
test('the time for a text grows with its length and no faster', { timeout: 120_000, retry: 2 }, () => {
  timeFor(150_000)
  const [small, large] = [timeFor(300_000), timeFor(2_400_000)]
  // Eight times the text; twice that is for what the machine adds by itself.
  expect(large).toBeLessThan(small * 16 + 500)
})
