import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { mayAct } from '#domain/live-meeting/may-act.ts'
import { currentPart, readerAfter, shareReading } from '#domain/live-meeting/reading.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const paragraphs = (...lengths: number[]) => lengths.map((length, at) => ({ label: String(at + 1), length }))
const parts = shareReading(paragraphs(100, 100, 100, 100, 100, 100), ['ann', 'bo', 'cy'])
const begun: MeetingAction[] = [
  { type: 'agenda-set', items: [item()] },
  { type: 'started' },
  { type: 'reading-opened', readingId: 'r', parts },
]
const at = (paragraph: string) => ({ type: 'paragraph-shown', paragraph }) as const

test('everybody reads every paragraph once, in order, in turns of about equal length', () => {
  expect(parts.map(({ paragraphs: labels, readerId }) => [readerId, ...labels])).toEqual([
    ['ann', '1', '2'],
    ['bo', '3', '4'],
    ['cy', '5', '6'],
  ])
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 20, max: 3_000 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 25 }),
      (lengths, count) => {
        const people = Array.from({ length: count }, (_, person) => `p${person}`)
        const shared = shareReading(paragraphs(...lengths), people)
        expect(shared.flatMap(({ paragraphs: labels }) => labels)).toEqual(lengths.map((_, index) => String(index + 1)))
        const turns = people.map((id) => shared.filter(({ readerId }) => readerId === id).length)
        expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
        const lengthOf = (labels: string[]) => labels.reduce((sum, label) => sum + (lengths[Number(label) - 1] ?? 0), 0)
        const share = lengthOf(shared.flatMap((part) => part.paragraphs)) / shared.length
        // A paragraph is not cut: beyond its share a turn has at most the longest one.
        for (const part of shared) {
          expect(part.paragraphs.length).toBeGreaterThan(0)
          expect(lengthOf(part.paragraphs)).toBeLessThanOrEqual(share + Math.max(...lengths))
        }
      },
    ),
  )
})

test('the cursor says whose turn it is; a turn is passed on, and whoever would rather not read is left out from then on', () => {
  expect(currentPart(runOf(begun))).toBe(0)
  const second = [...begun, at('3')]
  expect(currentPart(runOf(second))).toBe(1)
  const { reading } = runOf(second)
  expect(reading && readerAfter(reading, 'bo')).toBe('cy')
  const given = runOf([...second, { type: 'reading-given', readingId: 'r', part: 1, readerId: 'cy' }])
  expect(given.reading?.parts.map(({ readerId }) => readerId)).toEqual(['ann', 'cy', 'cy'])
  const left = runOf([...second, { type: 'reading-left', readingId: 'r', personId: 'cy' }])
  expect(left.reading?.parts.map(({ readerId }) => readerId)).toEqual(['ann', 'bo', 'ann'])
  expect(left.reading && readerAfter(left.reading, 'bo')).toBe('ann')
  expect(runOf([...begun, { type: 'reading-closed', readingId: 'r' }]).reading).toBeNull()
})

test('readers move the cursor while it is read aloud, pass their own turn, and opt out for themselves', () => {
  const bo = { userId: 'bo', role: 'MEMBER' } as const
  const run = runOf([...begun, at('3')])
  expect(mayAct(run, bo, at('4'))).toBe(true)
  expect(mayAct(runOf(begun.slice(0, 2)), bo, at('4'))).toBe(false)
  expect(mayAct(run, bo, { type: 'reading-given', readingId: 'r', part: 1, readerId: 'cy' })).toBe(true)
  expect(mayAct(run, bo, { type: 'reading-given', readingId: 'r', part: 2, readerId: 'bo' })).toBe(false)
  expect(mayAct(run, bo, { type: 'reading-left', readingId: 'r', personId: 'cy' })).toBe(false)
})
