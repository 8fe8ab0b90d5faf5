import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { GET as listComments } from '#app/api/groups/[groupId]/comments/route.ts'
import { PlainNote } from '#components/exports/plain-note.tsx'
import { db, patientDb } from '#server/db.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { createComment } from '#server/talk/comments.ts'
import { CHAPTER, saying } from '#tests/support/circle.ts'
import { createExporting, type Exporting } from '#tests/support/exports.ts'

/** More than a stack can hold of any function that calls itself once a reply, and more than Postgres takes parameters in one query. */
const LENGTH = 40_000

let exporting: Exporting
let noteId = ''

/** One chain of replies below one note, each to the one before. */
beforeAll(async () => {
  exporting = await createExporting()
  noteId = (await exporting.note(exporting.ada, 'At the top.')).id
  const first = await exporting.reply(exporting.ben, noteId, 'Reply 0.')
  const { threadId } = await db().comment.findUniqueOrThrow({ where: { id: first.id } })
  // One statement, which Postgres fills itself: the rows of forty thousand replies take longer to send than to make.
  await patientDb().$executeRaw`
    WITH chain AS (SELECT at, ('00000000-0000-4000-8000-' || lpad(to_hex(at), 12, '0'))::uuid AS id FROM generate_series(1, ${LENGTH}) AS at)
    INSERT INTO comments (id, group_id, thread_id, parent_id, creator_id, body, created_at)
    SELECT id, ${exporting.groupId}::uuid, ${threadId}::uuid, coalesce(lag(id) OVER (ORDER BY at), ${first.id}::uuid),
      ${exporting.ben.userId}::uuid, 'Reply ' || at || '.', now() + at * interval '1 millisecond'
    FROM chain ORDER BY at`
})

const page = async () => {
  const { notes } = await listNotes(exporting.ada, { groupId: exporting.groupId, chapter: CHAPTER, from: 1 })
  return notes
    .map((note) =>
      renderToStaticMarkup(
        createElement(PlainNote, { note, namesakes: {}, address: '/', place: '¶ 1', viewer: '', language: 'en', written: undefined }),
      ),
    )
    .join('')
}
const firstComments = async () => {
  const answer = await exporting.ask(listComments, exporting.ada, { chapter: CHAPTER })
  return { status: answer.status, said: (await answer.json()).items.length }
}

test('the page of notes, the download and the list of comments show a chain of any length', async () => {
  const html = await page()
  const markdown = await exporting.markdown(exporting.ada)
  const items = await exporting.download(exporting.ada)
  for (const words of ['At the top.', 'Reply 3.', `Reply ${LENGTH}.`]) {
    expect(html.includes(words)).toBe(true)
    expect(markdown.includes(words)).toBe(true)
  }
  expect(items).toHaveLength(LENGTH + 2)
  expect(await firstComments()).toEqual({ status: 200, said: expect.any(Number) })
})

test('so they do when all of it is deleted but its end, and somebody answers that', async () => {
  const last = await db().comment.findFirstOrThrow({ where: { body: `Reply ${LENGTH}.` } })
  await db().comment.updateMany({ where: { id: { not: last.id } }, data: { removal: 'WITHDRAWN', deletedAt: new Date() } })
  expect((await page()).includes(`Reply ${LENGTH}.`)).toBe(true)
  expect((await exporting.markdown(exporting.ada)).includes(`Reply ${LENGTH}.`)).toBe(true)
  expect(await exporting.download(exporting.ada)).toHaveLength(LENGTH + 2)
  expect(await firstComments()).toEqual({ status: 200, said: expect.any(Number) })
  await db().comment.update({ where: { id: last.id }, data: { removal: 'WITHDRAWN', deletedAt: new Date() } })
  const answer = saying(exporting.groupId, { kind: 'annotation', annotationId: noteId }, 'Still here.', { parentId: last.id })
  expect(await createComment(exporting.ada, answer)).toMatchObject({ body: 'Still here.' })
  expect(await firstComments()).toEqual({ status: 200, said: expect.any(Number) })
})
