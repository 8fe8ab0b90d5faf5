import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/* The product is started by a command, a unit, a container and tests, texts are imported by a command; what they may hold of memory is told to each. */

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const FILES = [...globSync('deploy/*').filter((file) => !file.endsWith('ignore')), 'tests/support/app-server.ts']
const STARTS: [string, string][] = [
  ['npm start', scripts.start],
  ['npm run guide', scripts.guide],
  ...FILES.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
]

test('the commands, the unit, the container and the tests are looked at', () => {
  expect(STARTS.length).toBe(5)
})

test.each(STARTS)('%s starts with the measures of memory that were found best', (_, text) => {
  const flags = [...text.matchAll(/--(?:max-semi-space-size|heap-growing-percent)=\d+/g)].map(([flag]) => flag)
  expect(flags).toEqual(['--max-semi-space-size=8', '--heap-growing-percent=40'])
  expect(text).toMatch(/MALLOC_ARENA_MAX(?:=|: ')2\b/)
})
