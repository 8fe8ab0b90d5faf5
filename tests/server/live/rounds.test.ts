import { expect, test } from 'vitest'
import { ROUNDS, Rounds, STEPS } from '#server/live/rounds.ts'
import type { Seat } from '#server/live/seat.ts'

/** Some seats of a process, and what came to each. */
function seated(many: number) {
  const heard = new Map<Seat, number>()
  const checked: Seat[][] = []
  const rounds = new Rounds((few) => checked.push(few))
  const seats = Array.from({ length: many }, () => {
    const write = () => void heard.set(seat, (heard.get(seat) ?? 0) + 1)
    const stream = { groupId: '', userId: '', accountId: '', sessionId: '', write, end: () => {} }
    const seat: Seat = { stream, waiting: '', holds: 0, writtenAt: 0, turn: rounds.nextTurn() }
    rounds.add(seat)
    return seat
  })
  return { rounds, seats, heard, checked }
}

test('in one round each stream hears once that it is still there, and never many at once', () => {
  const { rounds, seats, heard } = seated(2_400)
  for (let step = 0; step < STEPS; step++) {
    const before = heard.size
    rounds.step()
    expect(heard.size - before).toBe(2_400 / STEPS)
  }
  expect(seats.map((seat) => heard.get(seat))).toEqual(seats.map(() => 1))
})

test('in four rounds each is checked once; whoever left is neither checked nor told', () => {
  const { rounds, seats, heard, checked } = seated(1_000)
  const gone = seats.filter((_, at) => at % 7 === 0)
  for (const seat of gone) rounds.remove(seat)
  for (let step = 0; step < STEPS * ROUNDS; step++) rounds.step()
  const stayed = seats.filter((seat) => !gone.includes(seat))
  expect(checked.flat()).toHaveLength(stayed.length)
  expect(new Set(checked.flat())).toEqual(new Set(stayed))
  expect(Math.max(...checked.map((few) => few.length))).toBeLessThanOrEqual(7)
  expect(gone.some((seat) => heard.has(seat))).toBe(false)
})
