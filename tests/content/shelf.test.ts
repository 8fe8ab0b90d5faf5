import { expect, test } from 'vitest'
import { Shelf } from '#server/content/shelf.ts'

const held = (shelf: Shelf<string>, ...keys: string[]) => keys.filter((key) => shelf.find(key) !== undefined)

test('lets go of what was used longest ago when it becomes too heavy', () => {
  const shelf = new Shelf<string>(10)
  shelf.put('a', 'A', 4)
  shelf.put('b', 'B', 4)
  expect(shelf.find('a')).toBe('A')
  shelf.put('c', 'C', 4)
  expect(held(shelf, 'a', 'b', 'c')).toEqual(['a', 'c'])
})

test('keeps something too heavy alone, and counts what is put again once', () => {
  const shelf = new Shelf<string>(10)
  shelf.put('a', 'A', 4)
  shelf.put('heavy', 'H', 99)
  expect(held(shelf, 'a', 'heavy')).toEqual(['heavy'])
  shelf.put('heavy', 'light', 5)
  shelf.put('b', 'B', 5)
  expect(held(shelf, 'heavy', 'b')).toEqual(['heavy', 'b'])
  expect(shelf.find('heavy')).toBe('light')
})
