import { expect, test } from 'vitest'
import { floorWords, nameOf, namesPresent, peopleOf, withHeard } from '#domain/live-meeting/people.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

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

test('what is kept of who had the floor names people as everywhere, in no order of theirs', () => {
  const spoken = {
    bo: { turns: 1, time: 20_000 },
    two: { turns: 3, time: 310_000 },
    g2: { turns: 2, time: 60_000 },
    gone: { turns: 1, time: 0 },
  }
  expect(floorWords(meeting, { ...run, spoken })).toBe(
    'Had the floor: Ann Lamp (joined 9 Nov 2026): 3 turns, 5 min; Bo: 1 turn, under a minute; Cleo: 2 turns, 1 min; A former member: 1 turn, under a minute.',
  )
  expect(floorWords(meeting, { ...run, spoken: {} })).toBe('')
})

test('whoever steers, had the floor or wrote while the meeting runs is there without saying so, and cannot be unticked meanwhile', () => {
  const away = { attendances: meeting.attendances.map((row) => ({ ...row, present: false, can: { mark: true } })) }
  const line = { type: 'line-written', lineId: 'l', itemId: null, kind: 'NOTE', text: 'x', ownerId: null, due: null } as const
  const before: Parameters<typeof runOf>[0] = [
    { type: 'agenda-set', items: [item()] },
    { ...line, lineId: 'before', by: 'one' },
    { type: 'started' },
  ]
  const during = [
    { type: 'turn-asked', turnId: 't', speakerId: 'two', kind: 'QUESTION' },
    { ...line, by: 'one', byId: 'bo' },
  ] as const
  const ticked = (...more: Parameters<typeof runOf>[0]) =>
    withHeard(away, runOf([...before, ...during, ...more])).attendances.map(({ present, can }) => [present, can.mark])
  expect(ticked()).toEqual([
    [false, true],
    [false, true],
    [true, false],
  ])
  expect(ticked({ type: 'turn-opened', turnId: 't' })[1]).toEqual([true, false])
  expect(ticked({ type: 'turn-opened', turnId: 't' }, { type: 'closed' })[1]).toEqual([false, true])
  const steered = runOf([
    { type: 'agenda-set', items: [item()] },
    { type: 'started', by: 'bo' },
  ])
  expect(withHeard(away, steered).attendances.map(({ present }) => present)).toEqual([false, false, true])
})
