import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listWords } from '#server/import/words.ts'
import { importLines } from './read-lines.ts'

test('with the words of English, words broken at the ends of lines are put together', async () => {
  const words = await listWords(null)
  const text = importLines(readFileSync('tests/fixtures/import/lighthouse-scan.txt', 'utf8'), words)
  const hyphens = text.report.filter((entry) => entry.reason.includes('end of a line'))
  expect(hyphens.map(({ kind, after }) => `${kind} ${after}`)).toEqual([
    'joined nobody',
    'joined dinner',
    'joined villages',
    'joined everybody',
  ])
  expect(text.report.filter((entry) => entry.kind === 'doubt')).toEqual([])
})

test('another language has none', async () => {
  expect((await listWords('de')).size).toBe(0)
})
