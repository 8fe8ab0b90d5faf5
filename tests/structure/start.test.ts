import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/* The product is started by a command, a unit, a container and tests; what it may hold of memory is told to each. */

const STARTS = ['package.json', ...globSync('deploy/*').filter((file) => !file.endsWith('ignore')), 'tests/support/app-server.ts']

test('the command, the unit, the container and the tests are looked at', () => {
  expect(STARTS.length).toBe(4)
})

test.each(STARTS)('%s starts with the measures of memory that were found best', (file) => {
  const text = readFileSync(file, 'utf8')
  const flags = [...text.matchAll(/--(?:max-semi-space-size|heap-growing-percent)=\d+/g)].map(([flag]) => flag)
  expect(flags).toEqual(['--max-semi-space-size=8', '--heap-growing-percent=40'])
  expect(text).toMatch(/MALLOC_ARENA_MAX(?:=|: ')2\b/)
})
