import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Brought, type Carried, type ChapterTaken, makeAgenda as makeOf } from '#domain/agenda.ts'
import { templateOf } from '#domain/agenda-template.ts'
import { type Chapter, Question, QuestionKind } from '#domain/guide.ts'
import { itemsFromAgenda } from '#domain/live-meeting/from-agenda.ts'

const question = (id: string, kind: QuestionKind) => Question.parse({ id, kind, text: `The question called ${id}` })
const questions = [
  question('warm-up', 'opener'),
  question('what', 'recall'),
  question('who', 'recall'),
  question('meaning', 'interpret'),
  question('reading', 'interpret'),
  question('right', 'judge'),
  question('today', 'judge'),
]
const NOTHING = { questions: [], unclear: [], argued: [] }
const taken = (slug: string, asked: readonly Question[], brought: Brought = NOTHING): ChapterTaken => ({
  ...{ slug, title: `The ${slug}`, questions: [...asked], plans: {}, brought },
})
/** The agenda of a meeting about one chapter. */
function makeAgenda(
  asked: readonly Question[],
  minutes: number,
  plan?: Chapter['plans']['60'],
  { carried = [], argued = [], ...brought }: Omit<Brought, 'argued'> & { argued?: string[]; carried?: readonly Carried[] } = NOTHING,
) {
  const plans = plan ? { [minutes]: plan } : {}
  return makeOf({ chapters: [{ ...taken('tide', asked, { ...brought, argued }), plans }], carried, template: null }, minutes)
}
const sum = (items: { minutes: number }[]) => items.reduce((total, { minutes }) => total + minutes, 0)

test('adds up to exactly the length, at least two whole minutes each, with every question placed or named as left out', () => {
  const some = fc.array(fc.constantFrom(...QuestionKind.options), { maxLength: 20 })
  fc.assert(
    fc.property(some, fc.integer({ min: 15, max: 480 }), (kinds, minutes) => {
      const asked = kinds.map((kind, index) => question(`question-${index}`, kind))
      const { items, leftOut } = makeAgenda(asked, minutes)
      expect(sum(items)).toBe(minutes)
      for (const item of items) expect(Number.isInteger(item.minutes) && item.minutes >= 2).toBe(true)
      const placed = items.flatMap(({ questionId }) => questionId ?? [])
      expect([...placed, ...leftOut.map(({ id }) => id)].sort()).toEqual(asked.map(({ id }) => id).sort())
      // No recall question stays while another kind had to go.
      if (leftOut.some(({ kind }) => kind !== 'recall')) expect(items.some(({ kind }) => kind === 'recall')).toBe(false)
      const order = (wanted: boolean) =>
        items.filter(({ kind }) => kind && (kind === 'opener') === wanted).map(({ questionId }) => questionId)
      for (const wanted of [true, false]) {
        const kept = order(wanted)
        expect(kept).toEqual(asked.map(({ id }) => id).filter((id) => kept.includes(id)))
      }
    }),
  )
})

test('opens, warms up, reads, asks in order and closes', () => {
  expect(makeAgenda(questions, 100).items.map(({ questionId, title }) => questionId ?? title)).toEqual([
    'Opening round',
    'warm-up',
    'Read from the chapter aloud, in turns',
    'what',
    'who',
    'meaning',
    'reading',
    'right',
    'today',
    'Closing round',
  ])
})

test('judging gets more time than interpreting, and that more than recalling', () => {
  const minutes = (id: string) => makeAgenda(questions, 100).items.find(({ questionId }) => questionId === id)?.minutes ?? 0
  expect(minutes('right')).toBeGreaterThan(minutes('meaning'))
  expect(minutes('meaning')).toBeGreaterThan(minutes('what'))
})

test('a short meeting keeps a question to argue about', () => {
  const { items, leftOut } = makeAgenda(questions, 15)
  expect(items.map(({ questionId }) => questionId).filter(Boolean)).toEqual(['right'])
  expect(leftOut.map(({ id }) => id)).toEqual(['warm-up', 'what', 'who', 'meaning', 'reading', 'today'])
})

test('the prepared plan stands as it is when it adds up', () => {
  const plan = [
    { title: 'Welcome', minutes: 10 },
    { question: 'right', minutes: 40 },
    { title: 'Goodbye', minutes: 10 },
  ]
  const agenda = makeAgenda(questions, 60, plan)
  expect(agenda.items).toEqual([
    { title: 'Welcome', minutes: 10 },
    { title: 'The question called right', questionId: 'right', kind: 'judge', minutes: 40 },
    { title: 'Goodbye', minutes: 10 },
  ])
  expect(agenda.leftOut).toHaveLength(6)
})

test('a plan of another length, or with a question that is gone, gives way', () => {
  const gone = [{ question: 'removed', minutes: 60 }]
  const short = [{ title: 'Welcome', minutes: 59 }]
  for (const plan of [gone, short]) {
    expect(makeAgenda(questions, 60, plan)).toEqual(makeAgenda(questions, 60))
    expect(sum(makeAgenda(questions, 60, plan).items)).toBe(60)
  }
})

test('a text without questions is read and talked about', () => {
  const { items, leftOut } = makeAgenda([], 60)
  expect(items.map(({ title }) => title)).toEqual([
    'Opening round',
    'Read from the chapter aloud, in turns',
    'Talk about the passages that you marked',
    'Closing round',
  ])
  expect(sum(items)).toBe(60)
  expect(leftOut).toEqual([])
})

const own = (id: string, kind: QuestionKind) => ({ id, kind, text: `The group asks ${id}`, paragraphs: ['4', '4a'] })

test('what the group brings comes too: unclear paragraphs after the reading, its own questions last', () => {
  const brought = { questions: [own('why', 'interpret')], unclear: ['9', '2', '5', '7'], carried: [] }
  const { items, leftOut } = makeAgenda(questions, 100, undefined, brought)
  expect(leftOut).toEqual([])
  expect(sum(items)).toBe(100)
  expect(items.map(({ questionId, title }) => questionId ?? title).slice(2, 4)).toEqual([
    'Read from the chapter aloud, in turns',
    'Go back to the unclear paragraphs',
  ])
  expect(items[3]).toMatchObject({ paragraphs: ['9', '2', '5'] })
  expect(items.at(-2)).toMatchObject({ questionId: 'why', title: 'The group asks why', paragraphs: ['4', '4a'] })
})

test('a question of the group stays while one of the guide could go', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 15, max: 120 }),
      fc.array(fc.constantFrom(...QuestionKind.options), { maxLength: 8 }),
      (minutes, kinds) => {
        const asked = kinds.map((kind, index) => own(`own-${index}`, kind))
        const { items, leftOut } = makeAgenda(questions, minutes, undefined, {
          questions: asked,
          unclear: ['1'],
          carried: [{ kind: 'OPEN', text: 'What now?' }],
        })
        expect(sum(items)).toBe(minutes)
        const fromGuide = items.some(({ questionId }) => questions.some(({ id }) => id === questionId))
        if (leftOut.some(({ id }) => id.startsWith('own-'))) expect(fromGuide).toBe(false)
      },
    ),
  )
})

test('a prepared plan gives way to what the group brings', () => {
  const plan = [
    { title: 'Talk', minutes: 20 },
    { question: 'right', minutes: 40 },
  ]
  expect(makeAgenda(questions, 60, plan).items).toHaveLength(2)
  const { items } = makeAgenda(questions, 60, plan, { questions: [own('why', 'judge')], unclear: [], carried: [] })
  expect(items.some(({ questionId }) => questionId === 'why')).toBe(true)
})

test('what earlier meetings left comes right after the opening round, as much of it as a step can name', () => {
  const carried = [
    { kind: 'ACTION', text: 'Bring the letter (Ann)' },
    { kind: 'OPEN', text: 'Who decides?' },
  ] as const
  const { items } = makeAgenda(questions, 60, undefined, { questions: [], unclear: [], carried })
  expect(items[1]?.title).toBe('From last time:\n– to do: Bring the letter (Ann)\n– left open: Who decides?')
  const many = Array.from({ length: 60 }, () => ({ kind: 'OPEN', text: 'x'.repeat(200) }) as const)
  expect(makeAgenda(questions, 60, undefined, { questions: [], unclear: [], carried: many }).items[1]?.title.length).toBeLessThan(2_000)
})

test('passages that were said most about are taken up where there is time, and not twice', () => {
  const brought = { questions: [], unclear: ['9'], argued: ['9', '4'] }
  expect(makeAgenda(questions, 100, undefined, brought).items.find(({ slot }) => slot === 'ARGUED')).toMatchObject({ paragraphs: ['4'] })
  expect(makeAgenda(questions, 20, undefined, brought).items.some(({ slot }) => slot === 'ARGUED')).toBe(false)
})

test('several chapters share the time alike: each is read, gone back to and asked about, or all are read as one', () => {
  const kinds = fc.array(fc.constantFrom(...QuestionKind.options), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), kinds, fc.integer({ min: 15, max: 240 }), (count, asked, minutes) => {
      const chapters = Array.from({ length: count }, (_, at) =>
        taken(
          `chapter-${at}`,
          asked.map((kind, index) => question(`q-${index}`, kind)),
          { ...NOTHING, unclear: ['1'], argued: ['2'] },
        ),
      )
      const { items, leftOut } = makeOf({ chapters, carried: [{ kind: 'OPEN', text: 'What now?' }], template: null }, minutes)
      expect(sum(items)).toBe(minutes)
      for (const item of items) expect(item.minutes).toBeGreaterThanOrEqual(2)
      const placed = items.filter(({ questionId }) => questionId)
      expect(placed.length + leftOut.length).toBe(count * asked.length)
      const each = chapters.map(({ slug }) => placed.filter(({ chapter }) => chapter === slug).length)
      expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1)
      const reading = items.filter(({ slot }) => slot === 'READING')
      expect([1, count]).toContain(reading.length)
      if (reading.length === count) {
        expect(reading.map(({ chapter }) => chapter)).toEqual(chapters.map(({ slug }) => slug))
        expect(items.filter(({ slot }) => slot === 'UNCLEAR').map(({ chapter }) => chapter)).toEqual(chapters.map(({ slug }) => slug))
      }
    }),
  )
})

test('a template puts its own steps round what comes anew, at any length', () => {
  const chapters = [taken('tide', questions)]
  const made = itemsFromAgenda(makeAgenda(questions, 90).items, { chapters }, () => 'id')
  const opening = made.map((item) => (item.title === 'Opening round' ? { ...item, title: 'Tea and names', minutes: 12 } : item))
  const template = templateOf([...opening, { ...opening[0], title: 'Song', slot: undefined, kind: null, minutes: 5 }])
  expect(template.map(({ slot, title }) => slot ?? title)).toEqual([
    ...['Tea and names', 'OPENERS', 'READING', 'QUESTIONS', 'Closing round', 'Song'],
  ])
  const carried = [{ kind: 'OPEN', text: 'What now?' }] as const
  const next = makeOf({ chapters, carried, template }, 90).items
  expect(next.map(({ slot, questionId, title }) => slot ?? questionId ?? title)).toEqual([
    ...['Tea and names', 'CARRIED', 'warm-up', 'READING', 'what', 'who', 'meaning', 'reading', 'right', 'today', 'Closing round', 'Song'],
  ])
  expect(next.find(({ title }) => title === 'Tea and names')?.minutes).toBe(12)
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...template)),
      fc.integer({ min: 15, max: 240 }),
      fc.integer({ min: 1, max: 8 }),
      (steps, minutes, count) => {
        const several = Array.from({ length: count }, (_, at) => taken(`c-${at}`, questions, { ...NOTHING, unclear: ['1'], argued: ['2'] }))
        const { items } = makeOf({ chapters: several, carried, template: steps }, minutes)
        expect(sum(items)).toBe(minutes)
        for (const item of items) expect(item.minutes).toBeGreaterThanOrEqual(2)
      },
    ),
  )
})
