import { describe, expect, test } from 'vitest'
import { type HeldStep, holdStep, shownStep, stepOf } from '#domain/unclear.ts'

const DAY = 24 * 3600 * 1000
const START = Date.parse('2027-03-01T15:20:00Z')
const day = (days: number) => new Date(START + days * DAY)

/** What the group sees while marks come and go: each change is days after the start, +1 or −1. */
function play(changes: [days: number, by: 1 | -1][]) {
  let held: HeldStep | null = null
  let marks = 0
  for (const [days, by] of changes) {
    held = holdStep(held, marks, marks + by, day(days))
    marks += by
  }
  return (days: number) => shownStep(held, marks, day(days))
}

describe('to how many a paragraph is unclear', () => {
  test('is told in steps from three on', () => {
    expect([0, 1, 2, 3, 4, 5, 9, 10, 19, 20, 1000].map(stepOf)).toEqual([0, 0, 0, 3, 3, 5, 5, 10, 10, 20, 100])
  })

  test('nothing is told of two, nor of two who came back from there', () => {
    expect(play([[0, 1]])(0)).toBe(0)
    expect(
      play([
        [0, 1],
        [0, 1],
      ])(30),
    ).toBe(0)
    expect(
      play([
        [0, 1],
        [1, 1],
        [2, -1],
        [3, 1],
        [4, -1],
      ])(4),
    ).toBe(0)
  })

  test('a mark taken back is not seen before a midnight a week away', () => {
    const shown = play([
      [0, 1],
      [0, 1],
      [0, 1],
      [20, -1],
    ])
    expect([20, 21, 27].map(shown)).toEqual([3, 3, 3])
    expect(shown(28)).toBe(0)
    const fall = [27, 27.3, 27.35, 27.36, 27.37, 27.5, 28].findLast((days) => shown(days) === 3) ?? 0
    expect(day(fall).toISOString().slice(0, 10)).toBe('2027-03-28')
  })

  test('trying with one mark tells at most once, and does not keep a step alive', () => {
    const tries = [1, 2, 3, 4, 5, 6].flatMap((days): [number, 1 | -1][] => [
      [days, -1],
      [days + 0.5, 1],
    ])
    const shown = play([[0, 1], [0, 1], [0, 1], ...tries.slice(0, -1)])
    expect(shown(6)).toBe(3)
    expect(shown(15)).toBe(0)
    // Two remain, and one of them goes and comes every day: the step falls all the same.
    const below = [1, 2, 3, 4, 5, 6, 7].flatMap((days): [number, 1 | -1][] => [
      [days, -1],
      [days + 0.5, 1],
    ])
    expect(play([[0, 1], [0, 1], [0, 1], [0.5, -1], ...below])(9)).toBe(0)
  })

  test('a higher step that falls leaves the lower one that still stands', () => {
    const shown = play([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [2, -1],
    ])
    expect([2, 9].map(shown)).toEqual([5, 5])
    expect(shown(10)).toBe(3)
  })
})
