import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const only = item()
const planned: MeetingAction = { type: 'agenda-set', items: [only] }
const write = (lineId: string, text: string, itemId: string | null = only.id) =>
  ({ type: 'line-written', lineId, itemId, kind: 'NOTE', text, ownerId: null, due: null }) as const
const change = (lineId: string, since: string, text: string) =>
  ({ type: 'line-changed', lineId, since, kind: 'AGREED', text, ownerId: null, due: null }) as const
const texts = (actions: readonly MeetingAction[], itemId: string | null = only.id) =>
  linesOf(runOf([planned, ...actions]), itemId).map(({ text }) => text)

test('lines stand under their item, once each however often they are sent', () => {
  expect(texts([write('a', 'One'), write('b', 'Two'), write('a', 'One')])).toEqual(['One', 'Two'])
  expect(texts([write('a', 'One', 'an item that is gone')], null)).toEqual(['One'])
})

test('a change replaces the words from which it started, and keeps those of others', () => {
  expect(texts([write('a', 'One'), change('a', 'event-2', 'Better')])).toEqual(['Better'])
  // Two devices changed the same line at once: both texts stay, beside one another.
  expect(texts([write('a', 'One'), write('b', 'Last'), change('a', 'event-2', 'Hers'), change('a', 'event-2', 'His')])).toEqual([
    'Hers',
    'His',
    'Last',
  ])
})

test('a line that was taken out comes back, by itself when somebody changed it meanwhile', () => {
  const out = { type: 'line-removed', lineId: 'a' } as const
  expect(texts([write('a', 'One'), out])).toEqual([])
  expect(texts([write('a', 'One'), out, { type: 'line-restored', lineId: 'a' }])).toEqual(['One'])
  expect(texts([write('a', 'One'), out, change('a', 'event-2', 'Two')])).toEqual(['Two'])
})

test('whatever several devices write at once, no words are lost', () => {
  const edit = fc.record({ device: fc.nat(2), line: fc.nat(3), remembers: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const actions: MeetingAction[] = [0, 1, 2, 3].map((line) => write(`line-${line}`, `first ${line}`))
      const heads = new Map([0, 1, 2, 3].map((line) => [line, [`event-${line + 2}`]]))
      const replaced = new Set<string>()
      for (const [index, { line, remembers }] of edits.entries()) {
        const known = heads.get(line) ?? []
        const since = known[Math.max(0, known.length - 1 - (remembers % 3))] ?? ''
        const before = runOf([planned, ...actions]).lines.find(({ id }) => id === `line-${line}`)
        actions.push(change(`line-${line}`, since, `edit ${index}`))
        if (before?.since === since) {
          replaced.add(before.text)
          known.push(`event-${actions.length + 1}`)
        }
      }
      const shown = new Set(texts(actions))
      for (const { text } of actions.filter((action) => 'text' in action)) expect(shown.has(text) || replaced.has(text)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
