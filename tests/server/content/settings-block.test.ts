import { expect, test } from 'vitest'
import { parseSettings } from '#server/content/settings-block.ts'

test.each(['title: &a [*a]', 'a: &a {b: *a}', 'a: &a x\nb: [*a, *a]'])('an alias is refused, circular or not: %s', (yaml) => {
  const told: string[] = []
  expect(parseSettings(yaml, 7, (line, words) => told.push(`${line}: ${words}`))).toBeNull()
  expect(told).toEqual(['7: there is an alias (*name) in this YAML: write the value itself'])
})

test('what has none is read', () => {
  const told: string[] = []
  expect(parseSettings('title: Tides', 1, (_line, words) => told.push(words))?.value).toEqual({ title: 'Tides' })
  expect(told).toEqual([])
})
