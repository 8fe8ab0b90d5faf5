import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNotesFile } from '#domain/brought-notes/read-file.ts'
import type { ExportedNote, ExportedReply } from '#domain/exported-note.ts'
import { hypothesisAnnotations } from '#domain/hypothesis.ts'
import { outsider } from '#domain/viewer.ts'
import { annotatedText, type ExportPlace, webAnnotations } from '#domain/web-annotation.ts'

const TEXT = `The light 🌊 stood on the point. ${'Waves came in, one after another. '.repeat(20)}`
const place: ExportPlace = {
  base: 'https://circle.example/api/groups/g',
  group: { address: 'https://circle.example/groups/g', name: 'Readers' },
  sourceOf: (chapter) => `https://circle.example/guides/coast/${chapter}`,
  textOf: () => annotatedText(TEXT, '2026-01-01T00:00:00.000Z'),
}

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => text.isWellFormed() && !text.includes('\0') && text.trim() !== '')
const creator = fc.constantFrom({ id: '019a0000-0000-7000-8000-000000000001', name: 'Ada' }, outsider('Zoë 🌊'))
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
const said = fc.record({
  id: fc.uuid(),
  creator,
  body: words,
  createdAt: moment,
  modifiedAt: fc.constant(null),
  deleted: fc.constant(false),
})
const replies = fc.array(fc.record({ said, above: fc.nat() }), { maxLength: 4 }).map((made) =>
  made.map(
    ({ said: reply, above }, at): ExportedReply => ({
      ...reply,
      parentId: at > 0 && above % 2 ? (made[above % at]?.said.id ?? null) : null,
    }),
  ),
)
const note = fc
  .record({
    said,
    replies,
    start: fc.nat({ max: 200 }),
    length: fc.integer({ min: 1, max: 60 }),
    asks: fc.boolean(),
    tags: fc.uniqueArray(words, { maxLength: 3 }),
  })
  .map(
    ({ said: own, replies: below, start, length, asks, tags }): ExportedNote => ({
      ...{
        ...own,
        chapter: 'light',
        chapterRevision: 'r',
        lost: false,
        start,
        end: start + length,
        exact: TEXT.slice(start, start + length),
      },
      ...{
        prefix: TEXT.slice(Math.max(0, start - 8), start),
        suffix: TEXT.slice(start + length, start + length + 8),
        visibility: 'GROUP',
        onlyPassage: false,
      },
      ...{ motivation: asks ? 'questioning' : 'commenting', tags, replies: below },
    }),
  )
  .filter(
    ({ exact, prefix, suffix, tags }) =>
      exact.trim() !== '' && [exact, prefix, suffix].every((part) => part.isWellFormed()) && !tags.includes('puzzling'),
  )

describe.each([
  [
    'W3C',
    (notes: ExportedNote[]) => ({ type: 'AnnotationPage', items: notes.flatMap((each) => webAnnotations(each, place)) }),
    'urn:uuid:',
  ],
  [
    'Hypothesis',
    (notes: ExportedNote[]) => ({ rows: notes.flatMap((each) => hypothesisAnnotations(each, place, 'Notes')) }),
    'hypothesis:',
  ],
] as const)('what was written as %s', (_name, write, named) => {
  test('is read again as it was, word for word, with whose it is and what it answers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(note, { selector: ({ id }) => id, maxLength: 4 }), (notes) => {
        fc.pre(notes.length > 0)
        const read = readNotesFile(JSON.stringify(write(notes)))
        const about = ({ id, creator: by, body, createdAt }: Pick<ExportedReply, 'id' | 'creator' | 'body' | 'createdAt'>) => {
          return { key: named + id, creator: by?.name ?? null, body, createdAt, deleted: false }
        }
        const wanted = notes.flatMap((each) => [
          {
            ...{ ...about(each), answers: null, tags: each.tags, motivation: each.motivation },
            passage: {
              ...{ source: 'https://circle.example/guides/coast/light', exact: each.exact, prefix: each.prefix, suffix: each.suffix },
              start: [...TEXT.slice(0, each.start)].length,
            },
          },
          ...each.replies.map((reply) => ({
            ...{ ...about(reply), answers: named + (reply.parentId ?? each.id), passage: null, tags: [], motivation: 'commenting' },
          })),
        ])
        expect(read).toEqual({ notes: wanted, others: 0, secret: 0 })
      }),
    )
  })
})

test('Hypothesis: what a search gives, with orphans, page notes and private ones', () => {
  const row = (id: string, more: object) => ({
    id,
    user: 'acct:zoe@hypothes.is',
    uri: 'https://a.example/light',
    permissions: { read: ['group:x'] },
    text: id,
    tags: [],
    ...more,
  })
  const target = [
    { source: 'https://a.example/light', selector: [{ type: 'TextQuoteSelector', exact: 'the light' }, { type: 'RangeSelector' }] },
  ]
  const rows = [
    row('one', { target }),
    row('reply', { references: ['gone', 'one'] }),
    row('orphan', { references: ['gone'] }),
    row('page', { target: [{}] }),
    row('mine', { target, permissions: { read: ['acct:zoe@hypothes.is'] } }),
  ]
  const { notes, others, secret } = readNotesFile(JSON.stringify({ total: 5, rows }))
  expect(notes.map(({ key, answers, creator: by }) => [key, answers, by])).toEqual([
    ['hypothesis:one', null, 'zoe'],
    ['hypothesis:reply', 'hypothesis:one', 'zoe'],
  ])
  expect([others, secret]).toEqual([2, 1])
})

test('no file, however made, does more than be refused or read', () => {
  const keys = fc.constantFrom('items', 'first', 'rows', 'target', 'selector', 'references', 'type', 'id', 'body', 'user', 'tags', 'text')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 2 }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(value, (made) => {
      try {
        const { notes } = readNotesFile(JSON.stringify(made))
        expect(notes.every(({ passage, answers }) => passage !== null || answers !== null)).toBe(true)
      } catch (error) {
        expect(error).toMatchObject({ kind: expect.stringMatching(/invalid|too-large/) })
      }
    }),
    { numRuns: 400 },
  )
})
