import fc from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import type { ExportedNote, ExportedReply } from '#domain/exported-note.ts'
import { headingMarkdown, noteMarkdown as noteWith } from '#server/exports/notes-markdown.ts'
import { paragraph, ready, words } from '#server/exports/write-markdown.ts'
import { markdownOf } from '#server/markdown/markdown-out.ts'
import { writeBlocks } from '#server/markdown/write-blocks.ts'

const noteMarkdown = (note: ExportedNote) => noteWith(note, (body) => ready(markdownOf(body)))
const parse = (markdown: string) => unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).parse(markdown)

const note = (more: Partial<ExportedNote> = {}): ExportedNote => ({
  ...{ id: 'a1', chapter: 'two-bulges', chapterRevision: 'r', lost: false, start: 0, end: 4, exact: 'tide', prefix: '', suffix: '' },
  ...{ creator: { id: 'u1', name: 'Ada' }, visibility: 'GROUP', motivation: 'commenting', tags: [], body: 'Words.' },
  ...{ createdAt: '2026-05-02T23:30:00.000Z', modifiedAt: null, deleted: false, onlyPassage: false, replies: [] },
  ...more,
})
const reply = (id: string, more: Partial<ExportedReply> = {}): ExportedReply => ({
  ...{ id, parentId: null, creator: { id: 'u2', name: 'Ben' }, body: `Reply ${id}.`, createdAt: `2026-05-03T10:00:0${id}.000Z` },
  ...{ modifiedAt: null, deleted: false },
  ...more,
})

describe('a note as Markdown', () => {
  test('has its quote, who wrote it when, its words, and replies below what they answer', () => {
    const replies = [reply('1'), reply('2', { parentId: '1' }), reply('3')]
    const written = note({ exact: 'The tide\n\nturns', motivation: 'questioning', tags: ['moon', 'sea'], body: 'One.\n\nTwo.', replies })
    expect(noteMarkdown(written)).toBe(`> The tide
>
> turns

- **Ada** · 2 May 2026 · a question · tags: moon, sea

  One.

  Two.

  - **Ben** · 3 May 2026

    Reply 1.

    - **Ben** · 3 May 2026

      Reply 2.

  - **Ben** · 3 May 2026

    Reply 3.

`)
  })

  test('says what has no words, what is private and what was deleted', () => {
    expect(noteMarkdown(note({ body: '', motivation: 'highlighting', visibility: 'PRIVATE' }))).toContain('· highlighted · private')
    const gone = note({ deleted: true, creator: null, body: '', replies: [reply('1', { deleted: true, creator: null, body: '' })] })
    expect(noteMarkdown(gone)).toBe('> tide\n\n- This note was deleted.\n\n  - This reply was deleted.\n\n')
    expect(noteMarkdown(note({ onlyPassage: true, creator: null, body: '', replies: [reply('1')] }))).toBe(
      '> tide\n\n- **Ben** · 3 May 2026\n\n  Reply 1.\n\n',
    )
  })

  test('keeps unfinished Markdown of one person from the next', () => {
    for (const body of ['```\nopen fence', '<!-- open comment', '# Heading', '- a\n  - b', '> quote', '1. one', '| a |\n|---|', '***']) {
      const two = noteMarkdown(note({ body })) + noteMarkdown(note({ body: 'Calm.' }))
      expect([body, parse(two).children.map(({ type }) => type)]).toEqual([body, ['blockquote', 'list', 'blockquote', 'list']])
    }
  })

  test('reads as just the words that were quoted, whatever signs are in them', () => {
    const signs = fc.array(
      fc.constantFrom('*a*', '_b_', '# c', '1. d', '- e', '[f](g)', '<h>', '&amp;', '`i`', '\\', '~~j~~', '> k', '![', '=', 'l'),
    )
    fc.assert(
      fc.property(signs, (all) => {
        const line = all.join(' ')
        let read = ''
        visit(parse(writeBlocks([paragraph(words(line))])), (node) => {
          if (!['root', 'paragraph', 'text'].includes(node.type)) throw new Error(`${node.type} in ${line}`)
          if (node.type === 'text') read += node.value
        })
        expect(read).toBe(line)
      }),
    )
  })

  test('has headings of one line', () => {
    expect(headingMarkdown(2, '1. A *title*\nof two #', ['below'])).toBe('## 1. A \\*title\\* of two \\#\n\nbelow\n\n')
  })
})
