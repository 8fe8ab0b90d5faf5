'use client'

import { useRef } from 'react'
import { NewSince, NextUnread } from '#components/annotations/next-unread.tsx'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNewNotePlace } from '#components/chapter-state/new-note.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { NoteFilterSwitch, NoteFilters } from '#components/filters/note-filter-switch.tsx'
import { HowToAnnotate, LostNotes, NoteList, OnTheirWay, useQuietSwitch } from '#components/margin/note-list.tsx'
import { StrandedReplies } from '#components/margin/stranded-replies.tsx'
import { useCardPlaces } from '#components/margin/use-card-places.ts'
import { NEW_NOTE, useListedNotes } from '#components/margin/use-listed-notes.ts'

/** The notes of the chapter beside their passages, where there is a margin. What depends on them comes with them, so that nothing moves. */
export function MarginNotes() {
  const { wide, article } = useChapterPage()
  const { known, standing, lost } = useNotes()
  const { opened } = useOpenedNotes()
  const newNote = useNewNotePlace()
  const { withQuiet, quietSwitch } = useQuietSwitch()
  const { listed, unfold } = useListedNotes(withQuiet)
  const column = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const frontId = newNote.open ? NEW_NOTE : (opened?.frontId ?? null)
  const here = useCardPlaces({ column, list, article, items: listed, frontId, enabled: wide })
  if (!wide) return null
  return (
    <section ref={column} id="notes" aria-labelledby="notes-title" className="margin-notes">
      <div className="margin-head">
        <h2 id="notes-title">Notes</h2>
        {known && (
          <>
            <NextUnread />
            <NoteFilterSwitch />
            <NoteFilters />
            <NewSince />
          </>
        )}
      </div>
      {known ? <HowToAnnotate empty={standing.length + lost.length === 0} /> : <OnTheirWay />}
      {quietSwitch}
      <NoteList listed={listed} unfold={unfold} list={list} here={here} />
      <LostNotes />
      <StrandedReplies />
    </section>
  )
}
