import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurns } from '#scripts/turns.ts'

/** Work of several names, each known by its number, which goes on until it is ended. */
function workshop(most: number, beside: number) {
  const turnOf = inTurns(most, beside)
  const underway = new Set<string>()
  const begin = (name: string, number: number, hasBegun = false) => {
    const each = turnOf(name)
    each.begin(() => underway.add(`${name}${number}`), hasBegun)
    return {
      end: () => {
        underway.delete(`${name}${number}`)
        each.end()
      },
    }
  }
  const now = async () => {
    await turn()
    return [...underway].sort().join(' ')
  }
  return { begin, now }
}

test('who is alone works at several things at once, and beside others at one', async () => {
  const { begin, now } = workshop(3, 1)
  const crowd = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => begin('a', number))
  expect(await now()).toBe('a1 a2 a3')
  const other = begin('b', 1)
  expect(await now()).toBe('a1 a2 a3 b1')
  // What is under way goes on; nothing new begins before there is room for one beside the other's.
  crowd[0]?.end()
  crowd[1]?.end()
  expect(await now()).toBe('a3 b1')
  crowd[2]?.end()
  expect(await now()).toBe('a4 b1')
  const next = begin('b', 2)
  expect(await now()).toBe('a4 b1')
  other.end()
  expect(await now()).toBe('a4 b2')
  next.end()
  expect(await now()).toBe('a4 a5 a6')
})

test('several crowds take turns, none is left out, and the last is alone again', async () => {
  const { begin, now } = workshop(2, 1)
  const [a, b] = ['a', 'b'].map((name) => [1, 2, 3].map((number) => begin(name, number)))
  expect(await now()).toBe('a1 a2 b1')
  a?.[0]?.end()
  b?.[0]?.end()
  expect(await now()).toBe('a2 b2')
  a?.[1]?.end()
  expect(await now()).toBe('a3 b2')
  b?.[1]?.end()
  expect(await now()).toBe('a3 b3')
  // Who leaves the line without having worked keeps nobody.
  const left = begin('a', 4)
  left.end()
  b?.[2]?.end()
  const late = begin('a', 5)
  expect(await now()).toBe('a3 a5')
  late.end()
  a?.[2]?.end()
  expect(await now()).toBe('')
})

test('what has begun goes before what has not, also when there is room beside others again', async () => {
  const { begin, now } = workshop(2, 1)
  const [first, second] = [begin('a', 1), begin('a', 2)]
  begin('a', 3)
  begin('a', 4, true)
  const other = begin('b', 1)
  first.end()
  expect(await now()).toBe('a2 b1')
  second.end()
  expect(await now()).toBe('a4 b1')
  other.end()
  expect(await now()).toBe('a3 a4')
})
