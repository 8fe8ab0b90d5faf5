import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineKind, type MeetingAction } from '#domain/live-meeting/action.ts'
import { discussed, draftShort, draftSummary, type Held, MOST_MESSAGES, MOST_SUMMARY, saidIn } from '#domain/live-meeting/summary.ts'
import { countMessages } from '#domain/text-message.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const question = item({ title: 'Who pulls the sea?', questionId: 'pull', paragraphs: ['2', '3a'] })
const round = item({ title: 'Opening round' })
const passed = item({ title: 'Left out for time', questionId: 'other' })
const begun = [
  { type: 'agenda-set', items: [round, question, passed] },
  { type: 'started', at: 0 },
  { type: 'item-opened', itemId: question.id, at: 120_000 },
  { type: 'item-opened', itemId: passed.id, at: 720_000 },
  { type: 'closed', at: 730_000 },
] as const satisfies (MeetingAction & { at?: number })[]
const line = (kind: LineKind, text: string, more: { ownerId?: string; due?: string; itemId?: string } = {}) =>
  ({ type: 'line-written', lineId: text, itemId: null, ownerId: null, due: null, kind, text, ...more }) as const
const member = (id: string, name: string) => ({
  member: { id, name },
  joined: null,
  isViewer: false,
  rsvp: null,
  present: true,
  can: { mark: false },
})
const held = (actions: readonly MeetingAction[]): Held => ({
  run: runOf([...begun, ...actions]),
  meeting: {
    chapterTitle: 'Two bulges',
    startsAt: '2026-12-01T18:30:00Z',
    timeZone: 'Europe/London',
    attendances: [member('ann', 'Ann Lamp')],
  },
  next: {
    id: 'next',
    chapterTitle: 'Two tides',
    startsAt: '2026-12-08T18:30:00Z',
    timeZone: 'Europe/London',
    place: 'The boat house',
    roles: [{ role: 'FACILITATOR', name: 'Ben Oar' }],
  },
  answered: [],
  passages: [{ chapter: 'two-bulges', paragraph: '3a', exact: 'The *moon* pulls', comments: 2 }],
})

test('the summary says what was read and discussed, what binds the group, and when it meets next', () => {
  const said = held([
    line('NOTE', 'The moon,\nmostly.', { itemId: question.id }),
    line('ACTION', 'Bring a globe', { ownerId: 'ann', due: '2026-12-08' }),
    line('DECISION', 'We meet at seven'),
    line('OPEN', 'And the sun?'),
  ])
  expect(discussed(said.run)).toEqual([{ title: 'Who pulls the sea?', paragraphs: ['2', '3a'] }])
  expect(draftSummary(said)).toBe(
    [
      '**Read:** Two bulges',
      '**Discussed:**',
      '- Who pulls the sea? – ¶ 2, ¶ 3a',
      '**Passages with the most comments:**',
      '- ¶ 3a “The \\*moon\\* pulls” (2 comments)',
      '**Decided:**',
      '- We meet at seven',
      '**Left open:**',
      '- And the sun?',
      '**To do:**',
      '- Bring a globe (Ann Lamp, by Tue 8 Dec)',
      '**Who pulls the sea?**',
      '- The moon,\n  mostly.',
      '**Next:** Tuesday 8 December 2026, 18:30: Two tides (The boat house). Facilitator: Ben Oar.',
    ].join('\n\n'),
  )
  expect(draftShort(said)).toBe(
    'Two bulges, Tue 1 Dec. Decided: We meet at seven. Left open: And the sun? To do: Bring a globe (Ann Lamp, by Tue 8 Dec). Next: Tue 8 Dec, 18:30: Two tides (The boat house).',
  )
})

test('what the group answered together stands before what binds it, with every word that was said against it', () => {
  const answered = [
    {
      ...{ question: 'Who pulls the sea?', body: `The moon.\n\n${'And the sun. '.repeat(100)}` },
      against: [
        { text: 'The sun counts more.', name: 'Ben Oar' },
        { text: 'Neither.', name: null },
      ],
    },
  ]
  const summary = draftSummary({ ...held([line('DECISION', 'We meet at seven')]), answered })
  expect(summary).toContain('**Answered together:**\n\n- Who pulls the sea?\n  The moon.')
  expect(summary).toMatch(/ …\n {2}Against, Ben Oar: The sun counts more\.\n {2}Against: Neither\.\n\n\*\*Decided/)
  expect(summary.length).toBeLessThan(MOST_SUMMARY)
})

test('whatever is written, every word is in the summary while it fits, and the short form fits its messages and ends with the next date', () => {
  const words = fc.array(fc.constantFrom('sea', 'море', '潮', 'moon;', '…', 'x'.repeat(40)), { minLength: 1, maxLength: 60 })
  const lines = fc.array(fc.record({ kind: fc.constantFrom(...LineKind.options), words }), { maxLength: 60 })
  fc.assert(
    fc.property(lines, (written) => {
      const said = held(written.map(({ kind, words: all }, at) => line(kind, `line-${at} ${all.join(' ')}`)))
      const [summary, short] = [draftSummary(said), draftShort(said)]
      expect(summary.length).toBeLessThanOrEqual(MOST_SUMMARY)
      if (!summary.includes('There’s more in the minutes.') && summary.length < MOST_SUMMARY)
        for (const { text } of said.run.lines) expect(summary).toContain(text)
      expect(countMessages(short).messages).toBeLessThanOrEqual(MOST_MESSAGES)
      expect(short).toContain('Next: Tue 8 Dec, 18:30')
    }),
    { numRuns: 60 },
  )
})

test('a summary says the lines that it was made of, and none that was changed or left out in it', () => {
  const said = held([
    line('NOTE', 'The moon,\n\nmostly.', { itemId: question.id }),
    line('ACTION', 'Bring a globe', { ownerId: 'ann', due: '2026-12-08' }),
    line('OPEN', 'And the sun?'),
    line('DISSENT', 'sun'),
  ])
  const isSaid = saidIn(said, draftSummary(said).replace('- sun', '- The sun, says Ann'))
  expect(said.run.lines.map((each) => [each.text, isSaid(each)])).toEqual([
    ['The moon,\n\nmostly.', true],
    ['Bring a globe', true],
    ['And the sun?', true],
    ['sun', false],
  ])
})
