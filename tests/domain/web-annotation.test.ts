import { describe, expect, test } from 'vitest'
import type { ExportedNote, ExportedReply } from '#domain/exported-note.ts'
import { annotatedText, type ExportPlace, webAnnotations } from '#domain/web-annotation.ts'

const TEXT = 'Before 𝒜𝒜 the tide 👩‍👩‍👧 turns, שלום says the 𝒜 bell.'
const REVISION = '0123456789abcdef0123456789abcdef'
const GROUP = 'https://read.example/groups/g'
const place: ExportPlace = {
  base: 'https://read.example/api/groups/g',
  group: { address: GROUP, name: 'Thursday readers' },
  sourceOf: (chapter) => `https://read.example/guides/tides/${chapter}`,
  textOf: (revision) => (revision === REVISION ? annotatedText(TEXT, '2026-05-01T10:00:00.000Z') : null),
}

function noteOn(exact: string, more: Partial<ExportedNote> = {}): ExportedNote {
  const start = TEXT.indexOf(exact)
  return {
    ...{ id: 'a1', chapter: 'two-bulges', chapterRevision: REVISION, lost: false, start, end: start + exact.length, exact },
    ...{ prefix: 'before', suffix: 'after', creator: { id: 'u1', name: 'Ada' }, visibility: 'GROUP', motivation: 'commenting' },
    ...{ tags: [], body: 'Some *words*.', createdAt: '2026-05-02T10:00:00.000Z', modifiedAt: null, deleted: false },
    ...{ onlyPassage: false, replies: [] },
    ...more,
  }
}

const reply = (id: string, more: Partial<ExportedReply> = {}): ExportedReply => ({
  ...{ id, parentId: null, creator: { id: 'u2', name: 'Ben' }, body: 'Yes.', createdAt: '2026-05-03T10:00:00.000Z', modifiedAt: null },
  deleted: false,
  ...more,
})

describe('a note as a web annotation', () => {
  test('says who, when, why, what and to whom', () => {
    const [written] = webAnnotations(noteOn('tide', { tags: ['moon', 'sea'], modifiedAt: '2026-05-04T10:00:00.000Z' }), place)
    expect(written).toEqual({
      id: 'https://read.example/api/groups/g/web-annotations/a1',
      type: 'Annotation',
      motivation: 'commenting',
      created: '2026-05-02T10:00:00.000Z',
      modified: '2026-05-04T10:00:00.000Z',
      creator: { id: 'urn:uuid:u1', type: 'Person', name: 'Ada' },
      audience: { id: GROUP, type: 'Audience', 'schema:name': 'Thursday readers' },
      canonical: 'urn:uuid:a1',
      body: [
        { type: 'TextualBody', value: 'Some *words*.', format: 'text/markdown', purpose: 'commenting' },
        { type: 'TextualBody', value: 'moon', format: 'text/plain', purpose: 'tagging' },
        { type: 'TextualBody', value: 'sea', format: 'text/plain', purpose: 'tagging' },
      ],
      target: {
        type: 'SpecificResource',
        source: 'https://read.example/guides/tides/two-bulges',
        selector: [
          { type: 'TextQuoteSelector', exact: 'tide', prefix: 'before', suffix: 'after' },
          { type: 'TextPositionSelector', start: 14, end: 18 },
        ],
        state: { type: 'TimeState', sourceDate: '2026-05-01T10:00:00.000Z', cached: 'ni:///sha-256-128;ASNFZ4mrze8BI0VniavN7w' },
      },
    })
  })

  test('counts its position in code points', () => {
    for (const exact of ['𝒜𝒜', 'tide 👩‍👩‍👧', 'שלום', 'the 𝒜 bell']) {
      const [written] = webAnnotations(noteOn(exact), place)
      if (typeof written?.target !== 'object') throw new Error('no passage')
      const position = written.target.selector[1]
      if (position?.type !== 'TextPositionSelector') throw new Error('no position')
      expect([...TEXT].slice(position.start, position.end).join('')).toBe(exact)
    }
  })

  test('keeps its quote and gives no position where it is lost, its text is not known, or the text says something else', () => {
    const moved = noteOn('tide', { start: 3, end: 7 })
    for (const note of [noteOn('tide', { lost: true }), noteOn('tide', { chapterRevision: 'made-up' }), moved]) {
      const [written] = webAnnotations(note, place)
      const target = written?.target as { selector: unknown[] }
      expect(target.selector).toEqual([{ type: 'TextQuoteSelector', exact: 'tide', prefix: 'before', suffix: 'after' }])
    }
    const [unknown] = webAnnotations(noteOn('tide', { chapterRevision: 'made-up' }), place)
    expect(unknown?.target).not.toHaveProperty('state')
  })

  test('is followed by its replies, each to what it answers', () => {
    const replies = [reply('r1'), reply('r2', { parentId: 'r1' })]
    const [, first, second] = webAnnotations(noteOn('tide', { visibility: 'PRIVATE', replies }), place)
    expect(first).toMatchObject({ motivation: 'replying', target: 'https://read.example/api/groups/g/web-annotations/a1' })
    expect(second?.target).toBe('https://read.example/api/groups/g/web-annotations/r1')
    expect(second?.body).toEqual([{ type: 'TextualBody', value: 'Yes.', format: 'text/markdown', purpose: 'replying' }])
    expect(second).not.toHaveProperty('audience')
  })

  test('that only lends its passage says nothing itself; a bare or deleted one has no body', () => {
    expect(webAnnotations(noteOn('tide', { onlyPassage: true, replies: [reply('r1')] }), place).map(({ id }) => id)).toEqual([
      'https://read.example/api/groups/g/web-annotations/r1',
    ])
    const [bare] = webAnnotations(noteOn('tide', { body: '', motivation: 'highlighting' }), place)
    expect(bare).not.toHaveProperty('body')
    const [gone] = webAnnotations(noteOn('tide', { body: '', creator: null, deleted: true }), place)
    expect(gone?.type).toEqual(['Annotation', 'as:Tombstone'])
    expect(gone).not.toHaveProperty('creator')
    expect(gone).not.toHaveProperty('body')
  })
})
