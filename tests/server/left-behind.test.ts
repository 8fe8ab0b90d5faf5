import { expect, test } from 'vitest'
import { pool } from '#server/db.ts'
import { leftBehind } from '#tests/support/left-behind.ts'

test('what was found goes out of memory with the answer', async () => {
  let asked = 0
  const ask = () => pool().query({ name: 'long words', text: `SELECT repeat('words ', 500) || $1 AS words`, values: [String(asked++)] })
  expect(await leftBehind(1_600, ask)).toBeLessThan(600)
})
