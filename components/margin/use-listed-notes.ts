'use client'

import { useMemo, useState } from 'react'
import { useNewNotePlace } from '#components/chapter-state/new-note.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { hasWords } from '#components/chapter-state/standing.ts'
import { type Folded, foldNotes } from '#components/margin/fold-notes.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'

/** The id under which the note that is being written stands among the others. */
export const NEW_NOTE = 'new-note'

/** A note, the one that is being written (null), or a button behind which more of them wait. */
export type Listed = Folded | (Passage & { id: string; annotation: Annotation | null })

type ListedNotes = { listed: Listed[]; unfold: (place: string) => void }

/** The notes to list, in the order of the text, the one being written among them; marks without words only on demand. */
export function useListedNotes(withQuiet: boolean): ListedNotes {
  const { known, commentsOn, placeOf, unfinished } = useNotes()
  const { opened } = useOpenedNotes()
  const { shown } = useNoteFilter()
  const { passage, target } = useNewNotePlace()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const unfold = (place: string) => setUnfolded(new Set([...unfolded, place]))
  const notes = useMemo(() => {
    // What stands above them comes with their replies, and would push them down.
    if (!known) return []
    const isOpen = (id: string) => opened?.ids.includes(id) ?? false
    const isKept = (id: string) => isOpen(id) || unfinished.anywhere(id)
    const heard = shown.filter((each) => withQuiet || hasWords(each, commentsOn(each.id).length) || isKept(each.id))
    const items = heard.map((annotation) => ({ id: annotation.id, start: annotation.start, end: annotation.end, annotation }))
    // One that has just been written, which the server does not know yet, is seen at once.
    return foldNotes(items, placeOf, ({ id, annotation }, place) => isKept(id) || unfolded.has(place) || annotation.version === 0)
  }, [known, shown, commentsOn, placeOf, opened, withQuiet, unfolded, unfinished])
  const listed = useMemo(() => {
    if (!target) return notes
    const { start, end } = passage ?? { start: 0, end: 1 }
    const after = notes.findIndex((item) => item.start > start)
    return (notes as Listed[]).toSpliced(after === -1 ? notes.length : after, 0, { id: NEW_NOTE, start, end, annotation: null })
  }, [notes, passage, target])
  return { listed, unfold }
}
