'use client'

import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNewNotePlace } from '#components/chapter-state/new-note.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { usePrepare } from '#components/chapter-state/use-prepare.ts'
import { later } from '#components/ui/later.tsx'

const Sheet = later(
  () => import('#components/margin/sheet.tsx').then((file) => file.Sheet),
  (line) => <section className="note-sheet appears-late no-print">{line}</section>,
)

/** On narrow screens: the open notes, the note being written, or the list of all, over the foot of the page. */
export function NoteSheet() {
  const { article, wide } = useChapterPage()
  const { standing, lost } = useNotes()
  const { opened, listed } = useOpenedNotes()
  const writing = useNewNotePlace().open
  usePrepare(wide ? null : article, Sheet)
  // What was open may have been deleted; brought back, it opens again.
  const shows = opened && [...standing, ...lost].some(({ id }) => opened.ids.includes(id))
  if (wide || !(shows || listed || writing)) return null
  return <Sheet key={writing ? 'writing' : listed ? 'list' : 'open'} writing={writing} />
}
