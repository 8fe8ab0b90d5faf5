import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import { type HeldRoles, proposeRoles } from '#domain/live-meeting/role-wheel.ts'

test('everybody comes round before anybody does', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal']
  const held: HeldRoles[] = []
  for (let week = 0; week < 2; week++) held.unshift(proposeRoles(people, held))
  expect(held.flatMap((roles) => Object.values(roles)).toSorted()).toEqual(people)
})

test('nobody gets a role who has held it more often than somebody free who comes, nor two while somebody has none', () => {
  const person = fc.constantFrom('ann', 'bo', 'cy', 'di', 'ed', 'fay', 'gus')
  const evenings = fc.array(fc.uniqueArray(person, { minLength: 1 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(evenings, (weeks) => {
      const held: HeldRoles[] = []
      for (const coming of weeks) {
        const proposed = proposeRoles(coming, held)
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
  expect(proposeRoles([], [])).toEqual({})
})
