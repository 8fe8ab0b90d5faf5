import { expect, test } from 'vitest'
import { nameOf, namesPresent, peopleOf } from '#domain/live-meeting/people.ts'

const member = (id: string, name: string, joined: string | null) => ({
  ...{ member: { id, name }, joined, isViewer: false },
  ...{ rsvp: null, present: true, can: { mark: false } },
})
const meeting = {
  attendances: [member('one', 'Ann Lamp', '3 Nov 2026'), member('two', 'Ann Lamp', '9 Nov 2026'), member('bo', 'Bo', null)],
}
const run = { guests: { g1: 'ann  lamp', g2: 'Cleo' } }

test('people of one name are told apart wherever a meeting names them, and nobody else is', () => {
  const names = ['Ann Lamp (joined 3 Nov 2026)', 'Ann Lamp (joined 9 Nov 2026)', 'Bo', 'ann  lamp (guest)', 'Cleo']
  expect(['one', 'two', 'bo', 'g1', 'g2'].map((id) => nameOf(meeting, run, id))).toEqual(names)
  expect(peopleOf(meeting, run).map(({ name }) => name)).toEqual(names)
  expect(namesPresent(meeting, run)).toEqual(names)
  expect(nameOf(meeting, run, null)).toBe('A former member')
})
