import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import { type HeldRoles, proposeRoles, swapRole, turnsOf } from '#domain/live-meeting/role-wheel.ts'

const propose = (coming: string[], held: HeldRoles[]) => proposeRoles(turnsOf(coming, held))

test('everybody comes round before anybody does', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal']
  const held: HeldRoles[] = []
  for (let week = 0; week < 2; week++) held.unshift(propose(people, held))
  expect(held.flatMap((roles) => Object.values(roles)).toSorted()).toEqual(people)
})

test('nobody gets a role who has held it more often than somebody free who comes, nor two while somebody has none', () => {
  const person = fc.constantFrom('ann', 'bo', 'cy', 'di', 'ed', 'fay', 'gus')
  const evenings = fc.array(fc.uniqueArray(person, { minLength: 1 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(evenings, (weeks) => {
      const held: HeldRoles[] = []
      for (const coming of weeks) {
        const proposed = propose(coming, held)
        const times = (role: MeetingRole, id: string) => held.filter((roles) => roles[role] === id).length
        const holders = Object.values(proposed)
        expect(new Set(holders).size).toBe(Math.min(coming.length, MeetingRole.options.length))
        const free = coming.filter((id) => !holders.includes(id))
        for (const role of MeetingRole.options) {
          const holder = proposed[role] ?? ''
          for (const id of free) expect(times(role, holder)).toBeLessThanOrEqual(times(role, id))
        }
        held.unshift(proposed)
      }
    }),
  )
})

test('nobody who comes means no roles', () => {
  expect(propose([], [])).toEqual({})
})

test('a swap goes to the next in turn who has no role, comes to everybody, and changes places once all have one', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed', 'fay']
  let roles = propose(people, [])
  const asked: (string | undefined)[] = []
  for (let tap = 0; tap < 6; tap++) {
    const swap = swapRole(roles, 'NOTE_TAKER', people)
    asked.push(swap?.nextId)
    roles = { ...roles, ...swap?.change }
  }
  expect(asked).toEqual(['ed', 'fay', 'bo', 'ed', 'fay', 'bo'])
  expect(new Set(Object.values(roles)).size).toBe(4)

  const few = propose(people.slice(0, 4), [])
  expect(swapRole(few, 'FACILITATOR', people.slice(0, 4))).toEqual({ nextId: 'bo', change: { FACILITATOR: 'bo', NOTE_TAKER: 'ann' } })
  expect(swapRole({}, 'FACILITATOR', people)).toEqual({ nextId: 'ann', change: { FACILITATOR: 'ann' } })
  expect(swapRole({ FACILITATOR: 'ann' }, 'FACILITATOR', ['ann'])).toBeNull()
})
