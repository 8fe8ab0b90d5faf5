import { expect, test } from 'vitest'
import { eachWithinTime, withinTime } from '#server/markdown/within-time.ts'

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

test('work is stopped when its time is over, and its errors are its own', () => {
  expect(withinTime(() => 'done', 1_000)).toBe('done')
  expect(withinTime(() => spin(60_000), 20)).toBeNull()
  expect(() =>
    withinTime(() => {
      throw new Error('of the work')
    }, 1_000),
  ).toThrow('of the work')
})

test('one that takes too long leaves the others what they would have had alone', () => {
  const asked: string[] = []
  const make = (text: string) => {
    asked.push(text)
    if (text.includes('endless')) spin(60_000)
    return text.toUpperCase()
  }
  expect(eachWithinTime(['a', 'endless', 'b', 'also endless', 'c'], make, 500)).toEqual(['A', null, 'B', null, 'C'])
  // Whoever was stopped behind others had a time of its own.
  expect(asked.filter((text) => text === 'endless')).toHaveLength(2)
  expect(eachWithinTime([], make, 500)).toEqual([])
})

test('many that take less than their time each take more than it together', () => {
  const make = (text: string) => {
    spin(250)
    return text
  }
  const texts = ['a', 'b', 'c', 'd', 'e', 'f']
  expect(eachWithinTime(texts, make, 1_000)).toEqual(texts)
})
