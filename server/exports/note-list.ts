import 'server-only'
import { type ExportedNote, type ListNotes, NOTES_A_PAGE, type NotesPart } from '#domain/exported-note.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { countNotes, listSelected, selectNotes } from '#server/exports/notes.ts'
import { fresh, KEPT } from '#server/markdown/render.ts'

/** Some of the notes of a chapter that the viewer may see, with everything below them, in the order of the text. */
export async function listNotes(viewer: Viewer, { groupId, chapter, from }: ListNotes): Promise<NotesPart> {
  const member = await requireMember(viewer, groupId)
  const selection = await selectNotes({ member, chapter }, 'seen')
  const [total, { notes }] = await Promise.all([countNotes(selection), listSelected(selection, { skip: from - 1 }, NOTES_A_PAGE)])
  const html = await htmlOf(groupId, notes)
  const shown = <Said extends { id: string; body: string }>(said: Said) => ({ ...said, html: said.body && (html.get(said.id) ?? '') })
  return { total, from, notes: notes.map((note) => ({ ...shown(note), replies: note.replies.map(shown) })) }
}

/** The HTML of notes and of what hangs on them, by id. */
async function htmlOf(groupId: string, notes: ExportedNote[]): Promise<Map<string, string>> {
  const written = (ids: string[]) => ({ where: { groupId, id: { in: ids } }, select: KEPT })
  const rows = await Promise.all([
    db()
      .annotation.findMany(written(notes.map(({ id }) => id)))
      .then((found) => fresh('annotations', found)),
    db()
      .comment.findMany(written(notes.flatMap(({ replies }) => replies.map(({ id }) => id))))
      .then((found) => fresh('comments', found)),
  ])
  return new Map(rows.flat().map(({ id, html }) => [id, html]))
}
