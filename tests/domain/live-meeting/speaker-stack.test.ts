import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { speakerStack } from '#domain/live-meeting/speaker-stack.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const [first, second] = [item(), item()]
const begun: MeetingAction[] = [{ type: 'agenda-set', items: [first, second] }, { type: 'started' }]
const ask = (turnId: string, speakerId: string, kind: 'NEW_POINT' | 'DIRECT_RESPONSE' | 'QUESTION' = 'NEW_POINT') =>
  ({ type: 'turn-asked', turnId, speakerId, kind }) as const
const open = (turnId: string) => ({ type: 'turn-opened', turnId }) as const
const namesIn = (actions: readonly MeetingAction[]) => speakerStack(runOf([...begun, ...actions])).map(({ speakerId }) => speakerId)

test('who has spoken least comes first, then who came first', () => {
  expect(namesIn([ask('1', 'ann'), ask('2', 'bo'), ask('3', 'cy')])).toEqual(['ann', 'bo', 'cy'])
  expect(namesIn([ask('1', 'ann'), open('1'), { type: 'turn-ended', turnId: '1' }, ask('2', 'ann'), ask('3', 'bo')])).toEqual(['bo', 'ann'])
})

test('a direct response to the point being made comes before those who wait, until another point is made', () => {
  const said = [ask('1', 'ann'), ask('2', 'bo'), open('1'), ask('3', 'cy', 'DIRECT_RESPONSE'), ask('4', 'di', 'DIRECT_RESPONSE')]
  expect(namesIn(said)).toEqual(['cy', 'di', 'bo'])
  // The answer is to the same point, so that the next answer still comes first.
  expect(namesIn([...said, open('3')])).toEqual(['di', 'bo'])
  expect(namesIn([...said, open('2')])).toEqual(['cy', 'di'])
  expect(namesIn([...said, open('2'), ask('5', 'ed'), ask('6', 'fay', 'DIRECT_RESPONSE')])).toEqual(['fay', 'cy', 'di', 'ed'])
})

test('the facilitator pulls somebody to the front, and whoever passes goes behind', () => {
  const three = [ask('1', 'ann'), ask('2', 'bo'), ask('3', 'cy')]
  expect(namesIn([...three, { type: 'turn-pulled', turnId: '3' }])).toEqual(['cy', 'ann', 'bo'])
  expect(namesIn([...three, { type: 'turn-passed', turnId: '1' }])).toEqual(['bo', 'cy', 'ann'])
  expect(namesIn([...three, { type: 'turn-withdrawn', turnId: '2' }])).toEqual(['ann', 'cy'])
})

test('a person waits once; asking again changes only why', () => {
  const run = runOf([...begun, ask('1', 'ann'), ask('2', 'ann', 'QUESTION'), ask('1', 'bo')])
  expect(run.waiting).toMatchObject([{ id: '1', speakerId: 'ann', kind: 'QUESTION' }])
})

test('each item has its own stack, and leaving one ends the turn', () => {
  const moved = [ask('1', 'ann'), ask('2', 'bo'), open('1'), { type: 'item-opened', itemId: second.id } as const]
  expect(namesIn(moved)).toEqual([])
  expect(runOf([...begun, ...moved]).spoken).toEqual({ ann: { turns: 1, time: 60_000 } })
  expect(namesIn([...moved, { type: 'item-opened', itemId: first.id }])).toEqual(['bo'])
})

test('words come with a turn later, also while it is being spoken', () => {
  const worded = runOf([...begun, ask('1', 'ann'), { type: 'turn-worded', turnId: '1', words: 'About ¶3' }, open('1')])
  expect(worded.speaking?.turn).toMatchObject({ words: 'About ¶3' })
  expect(runOf([...begun, ask('1', 'ann'), open('1'), { type: 'turn-worded', turnId: '1', words: 'Late' }]).speaking?.turn.words).toBe(
    'Late',
  )
})

test('however people ask and speak, nobody who has spoken less waits behind somebody who has spoken more', () => {
  const people = ['ann', 'bo', 'cy', 'di']
  const step = fc.oneof(
    fc.record({
      does: fc.constant('ask' as const),
      who: fc.constantFrom(...people),
      kind: fc.constantFrom('NEW_POINT', 'DIRECT_RESPONSE', 'QUESTION'),
    }),
    fc.record({ does: fc.constant('next' as const) }),
    fc.record({ does: fc.constant('end' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const actions: MeetingAction[] = [...begun]
      for (const [index, each] of steps.entries()) {
        const run = runOf(actions)
        const [next] = speakerStack(run)
        if (each.does === 'ask')
          actions.push({ type: 'turn-asked', turnId: `turn-${index}`, speakerId: each.who, kind: each.kind as 'QUESTION' })
        else if (each.does === 'next' && next) actions.push({ type: 'turn-opened', turnId: next.id })
        else if (run.speaking) actions.push({ type: 'turn-ended', turnId: run.speaking.turn.id })
      }
      const run = runOf(actions)
      const stack = speakerStack(run)
      const others = stack.filter(({ kind, pointId }) => kind !== 'DIRECT_RESPONSE' || pointId !== run.pointId || pointId === null)
      // Responses to the point stand together at the front; behind them the order is by turns, then by arrival.
      expect(stack.slice(stack.length - others.length)).toEqual(others)
      const turns = others.map(({ speakerId }) => run.spoken[speakerId]?.turns ?? 0)
      expect(turns).toEqual(turns.toSorted((a, b) => a - b))
      for (const [at, turn] of others.entries()) {
        const before = others[at - 1]
        if (before && turns[at] === turns[at - 1]) expect(before.arrival).toBeLessThan(turn.arrival)
      }
      // Everybody who asked and has not spoken since is still there, once.
      expect(new Set(stack.map(({ speakerId }) => speakerId)).size).toBe(stack.length)
    }),
    { numRuns: 200 },
  )
})
