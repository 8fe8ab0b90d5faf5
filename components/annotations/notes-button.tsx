'use client'

import { NextUnread } from '#components/annotations/next-unread.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'

/** For the bar at the foot of narrow screens: opens the list of notes. Without JavaScript it leads to the list in the page. */
export function NotesButton() {
  const { standing, lost, shown, shownLost, filter, wide, list, listed, close } = useNotes()
  const all = standing.length + lost.length
  const label = filter ? `Notes (${shown.length + shownLost.length} of ${all})` : `Notes (${all})`
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
