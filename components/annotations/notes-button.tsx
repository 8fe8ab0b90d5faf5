'use client'

import { NextUnread } from '#components/annotations/next-unread.tsx'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'

/** For the bar at the foot of narrow screens: opens the list of notes. Without JavaScript it leads to where all of them can be read. */
export function NotesButton() {
  const { wide } = useChapterPage()
  const { known, standing, lost } = useNotes()
  const { list, listed, close } = useOpenedNotes()
  const { shown, shownLost, filter } = useNoteFilter()
  const all = standing.length + lost.length
  const label = !known ? 'Notes' : filter ? `Notes (${shown.length + shownLost.length} of ${all})` : `Notes (${all})`
  if (wide) return <a href="#notes">{label}</a>
  return (
    <>
      <button type="button" aria-expanded={listed} onClick={listed ? close : list}>
        {label}
      </button>
      <NextUnread className="whitespace-nowrap text-sm" />
    </>
  )
}
