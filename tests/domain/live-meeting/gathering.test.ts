import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GatheringKind, MeetingAction } from '#domain/live-meeting/action.ts'
import { waitsForClosing } from '#domain/live-meeting/gathering.ts'
import { mayAct } from '#domain/live-meeting/may-act.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const only = item()
const begun: MeetingAction[] = [{ type: 'agenda-set', items: [only] }, { type: 'started' }]
const open = (kind: GatheringKind, gatheringId = 'g') =>
  ({ type: 'gathering-opened', gatheringId, kind, question: 'Well?', seconds: kind === 'WRITING' ? 60 : null }) as const
const show = (personId: string, text: string, value: number | null = null, gatheringId = 'g') =>
  ({ type: 'gathering-shown', gatheringId, personId, value, text }) as const
const answer = (personId: string) => ({ type: 'gathering-answered', gatheringId: 'g', personId }) as const
const reveal = { type: 'gathering-revealed', gatheringId: 'g' } as const
const close = { type: 'gathering-closed', gatheringId: 'g' } as const
const after = (...actions: MeetingAction[]) => runOf([...begun, ...actions])

test('until it is revealed a gathering tells who has answered, and nothing of what', () => {
  const hidden = after(open('TEMPERATURE'), answer('ann'), answer('ann'), answer('bo'), show('ann', '', 4))
  expect(hidden.gathering).toMatchObject({ answered: ['ann', 'bo'], shown: {}, revealed: false })
  const shown = after(open('TEMPERATURE'), answer('ann'), answer('bo'), reveal, show('ann', '', 4), show('bo', '', 0))
  expect(shown.gathering?.shown).toEqual({ ann: { value: 4, text: '' }, bo: { value: 0, text: '' } })
})

test('hands are seen at once, and taken down again', () => {
  expect(after(open('HANDS'), show('ann', '', 1), show('bo', '', 1), show('ann', '', 0)).gathering?.shown).toEqual({
    ann: { value: 0, text: '' },
    bo: { value: 1, text: '' },
  })
})

test('what was written in silence becomes minutes with the name of its writer, also from a device that comes late', () => {
  const late = { ...show('cy', 'The tide.'), itemId: only.id }
  const run = after(open('WRITING'), answer('ann'), reveal, show('ann', 'The moon.'), close, show('bo', 'The sun.'), late)
  expect(run.gathering).toBeNull()
  expect(run.lines.map(({ text, byId, itemId }) => [text, byId, itemId])).toEqual([
    ['The moon.', 'ann', only.id],
    ['The sun.', 'bo', null],
    ['The tide.', 'cy', only.id],
  ])
})

test('one gathering at a time; closing the meeting puts it away', () => {
  expect(after(open('ROUND'), open('HANDS', 'h')).gathering?.id).toBe('h')
  expect(after(open('ROUND'), { ...close, gatheringId: 'another' }).gathering?.id).toBe('g')
  expect(after(open('ROUND'), { type: 'closed' }).gathering).toBeNull()
  expect(runOf([open('ROUND')]).gathering).toBeNull()
})

test('only whoever steers opens and reveals; anybody answers, also for a neighbour', () => {
  const run = after(open('WRITING'))
  const member = { userId: 'ann', role: 'MEMBER' } as const
  expect([open('HANDS', 'h'), reveal, close].map((action) => mayAct(run, member, action))).toEqual([false, false, false])
  expect([answer('ann'), answer('bo'), show('bo', 'x')].map((action) => mayAct(run, member, action))).toEqual([true, true, true])
})

test('however answers, reveals and new questions come in between, no words are lost and none stand twice', () => {
  const people = ['ann', 'bo', 'cy']
  const step = fc.record({ does: fc.constantFrom('open', 'reveal', 'close', 'show', 'again'), who: fc.constantFrom(...people) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const actions: MeetingAction[] = [...begun]
      const said = new Map<string, string>()
      let id = ''
      for (const [at, { does, who }] of steps.entries()) {
        if (does === 'open') {
          id = `g-${at}`
          actions.push(open('WRITING', id))
        } else if (does === 'reveal') actions.push({ ...reveal, gatheringId: id })
        else if (does === 'close') actions.push({ ...close, gatheringId: id })
        // A device shows what it has when its gathering is revealed or gone, and sends it again when the answer got lost.
        else if (runOf(actions).gathering?.revealed !== false) {
          const key = `${id} ${who}`
          if (does === 'show' && !said.has(key)) said.set(key, `words ${at}`)
          const text = said.get(key)
          if (
            text &&
            runOf(actions).gathering?.shown[who] === undefined &&
            !linesOf(runOf(actions), only.id).some((line) => line.text === text)
          )
            actions.push(show(who, text, null, id))
        }
      }
      const texts = runOf(actions).lines.map(({ text }) => text)
      const sent = actions.flatMap((action) => (action.type === 'gathering-shown' ? [action.text] : []))
      expect(new Set(texts)).toEqual(new Set(sent))
    }),
    { numRuns: 100 },
  )
})

test('while the facilitator only asks, their own answers wait for the last item, also once the question is put away', () => {
  const [first, last] = [item(), item()]
  const agenda: MeetingAction[] = [{ type: 'agenda-set', items: [first, last] }, { type: 'started' }]
  const onlyAsk = { type: 'ask-only-set', on: true } as const
  const given = [{ type: 'role-given', role: 'FACILITATOR', holderId: 'ann' }, onlyAsk, open('WRITING'), reveal] as const
  const waits = (...actions: MeetingAction[]) => ['ann', 'bo'].filter((id) => waitsForClosing(runOf([...agenda, ...actions]), id))
  expect(waits(...given)).toEqual(['ann'])
  expect(waits(...given, close)).toEqual(['ann'])
  expect(waits(...given, close, { type: 'item-opened', itemId: last.id })).toEqual([])
  expect(waits(...given, { type: 'closed' })).toEqual([])
  expect(waits(...given, { ...onlyAsk, on: false })).toEqual([])
  // Another facilitates now; where nobody has the role, it is whoever said so.
  expect(waits(...given, { type: 'role-given', role: 'FACILITATOR', holderId: 'bo' })).toEqual(['bo'])
  const nobody = runOf([...agenda, onlyAsk])
  expect(waitsForClosing(nobody, nobody.askOnly ?? '')).toBe(true)
})
