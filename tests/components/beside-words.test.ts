import { expect, test } from 'vitest'
import { parseBeside, withBeside } from '#components/threads/beside-words.ts'

test('the version that words started from stays while choices come and go beside it', () => {
  const begun = withBeside(null, { from: 3 })
  const chosen = withBeside(begun, { choices: { tags: ['sea'] } })
  const both = withBeside(chosen, { choices: { asks: true } })
  expect(parseBeside(both ?? '')).toEqual({ from: 3, choices: { tags: ['sea'], asks: true } })
  expect(parseBeside(withBeside(both, { from: 4 }) ?? '')).toEqual({ from: 4, choices: { tags: ['sea'], asks: true } })
})

test('nothing is kept where there is nothing to keep, and what cannot be read is nothing', () => {
  expect(withBeside(null, {})).toBeNull()
  expect(withBeside(null, { from: undefined })).toBeNull()
  for (const kept of ['', 'not JSON', 'null', '7']) expect(parseBeside(kept)).toEqual({})
})
