import 'server-only'
import { type ListNotes, NOTES_A_PAGE, type NotesPart } from '#domain/exported-note.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { countNotes, listSelected, selectNotes } from '#server/exports/notes.ts'
import { renderMarkdown } from '#server/markdown.ts'

/** Some of the notes of a chapter that the viewer may see, with everything below them, in the order of the text. */
export async function listNotes(viewer: Viewer, { groupId, chapter, from }: ListNotes): Promise<NotesPart> {
  const member = await requireMember(viewer, groupId)
  const selection = await selectNotes({ member, chapter }, 'seen')
  const [total, { notes }] = await Promise.all([countNotes(selection), listSelected(selection, { skip: from - 1 }, NOTES_A_PAGE)])
  const shown = <Said extends { body: string }>(said: Said) => ({ ...said, html: said.body && renderMarkdown(said.body) })
  return { total, from, notes: notes.map((note) => ({ ...shown(note), replies: note.replies.map(shown) })) }
}
