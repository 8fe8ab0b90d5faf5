import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Brought } from '#domain/brought-notes/brought-note.ts'
import type { Belonging } from '#server/access.ts'
import type { PlacedNote, PlacedReply } from '#server/brought-notes/place-notes.ts'
import { findChapter } from '#server/content/guides.ts'
import { db, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { notify } from '#server/live/notify.ts'

/** Rows that are written at once. */
const AT_ONCE = 500

/** Writes notes and replies of a file in one transaction, and tells of them once. To everybody in the group they are new. */
export async function storeNotes(member: Belonging, placed: PlacedNote[], replies: PlacedReply[]): Promise<void> {
  const { groupId, guide } = member
  const now = new Date()
  const threads = await db().thread.findMany({
    where: { groupId, annotationId: { in: [...new Set(replies.map(({ noteId }) => noteId))] } },
    select: { id: true, annotationId: true },
  })
  const threadOf = new Map(threads.flatMap(({ id, annotationId }) => (annotationId ? [[annotationId, id] as const] : [])))
  const begun = [...new Set(replies.map(({ noteId }) => noteId))].filter((noteId) => !threadOf.has(noteId))
  for (const noteId of begun) threadOf.set(noteId, randomUUID())
  await db().$transaction(
    async (tx) => {
      const notes = placed.map(({ id, chapter, chapterRevision, selectors, motivation, tags, ...said }) => {
        return {
          ...wordsOf(said, now),
          id,
          groupId,
          chapter,
          chapterRevision,
          ...selectors,
          motivation,
          tags,
        }
      })
      for (const rows of inParts(notes)) await tx.annotation.createMany({ data: rows, skipDuplicates: true })
      await keepTexts(tx, guide, placed)
      const chapters = await chaptersOf(tx, groupId, begun)
      const made = begun.flatMap((annotationId) => {
        const chapter = chapters.get(annotationId)
        return chapter === undefined ? [] : [{ id: threadOf.get(annotationId) ?? '', groupId, chapter, annotationId }]
      })
      for (const rows of inParts(made)) await tx.thread.createMany({ data: rows, skipDuplicates: true })
      const comments = replies.map(({ id, noteId, parentId, ...said }) => {
        return { ...wordsOf(said, now), id, groupId, threadId: threadOf.get(noteId) ?? '', parentId }
      })
      for (const rows of inParts(comments)) await tx.comment.createMany({ data: rows, skipDuplicates: true })
      await notify(tx, { groupId, noun: 'group', id: groupId })
    },
    { timeout: 60_000 },
  )
}

/** Their HTML is made when they are first read, as after a change of the renderer. */
function wordsOf({ body, creator, createdAt, deleted }: Brought | Omit<Brought, 'motivation' | 'tags'>, now: Date) {
  return {
    body: deleted ? '' : body,
    creatorName: deleted ? null : creator,
    createdAt: createdAt === null ? now : new Date(createdAt),
    wordsAt: now,
    ...(deleted && { deletedAt: now, removal: 'WITHDRAWN' as const }),
  }
}

const chaptersOf = async (tx: Tx, groupId: string, ids: string[]) =>
  new Map(
    (await tx.annotation.findMany({ where: { groupId, id: { in: ids } }, select: { id: true, chapter: true } })).map((row) => [
      row.id,
      row.chapter,
    ]),
  )

/** The texts in which notes stand from now on. */
async function keepTexts(tx: Tx, guide: string, placed: PlacedNote[]): Promise<void> {
  for (const slug of new Set(placed.filter(({ stands }) => stands).map(({ chapter }) => chapter))) {
    const chapter = await findChapter(guide, slug)
    if (chapter) await keepText(tx, chapter)
  }
}

function* inParts<Row>(rows: Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE)
}
