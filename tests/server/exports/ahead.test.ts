import { expect, test } from 'vitest'
import { ahead } from '#server/exports/ahead.ts'

async function* counting(told: string[], failsAt = Number.POSITIVE_INFINITY) {
  try {
    for (let at = 1; at <= 4; at++) {
      if (at === failsAt) throw new Error(`no ${at}`)
      told.push(`made ${at}`)
      yield at
    }
  } finally {
    told.push('closed')
  }
}

test('asks for the next part while one is read, and never for more', async () => {
  const told: string[] = []
  for await (const part of ahead(counting(told))) {
    await new Promise(setImmediate)
    told.push(`read ${part}`)
  }
  expect(told).toEqual(['made 1', 'made 2', 'read 1', 'made 3', 'read 2', 'made 4', 'read 3', 'closed', 'read 4'])
})

test('a reader who goes away ends what is made', async () => {
  const told: string[] = []
  for await (const _ of ahead(counting(told))) break
  expect(told).toEqual(['made 1', 'made 2', 'closed'])
})

test('what fails while the reader is busy fails when the reader comes to it, and not at all when nobody does', async () => {
  const read: number[] = []
  const reading = async () => {
    for await (const part of ahead(counting([], 3))) {
      await new Promise(setImmediate)
      read.push(part)
    }
  }
  await expect(reading()).rejects.toThrow('no 3')
  expect(read).toEqual([1, 2])
  for await (const _ of ahead(counting([], 2))) {
    await new Promise(setImmediate)
    break
  }
})
