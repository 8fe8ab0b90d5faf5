'use client'

import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { later } from '#components/ui/later.tsx'

/** Loaded when somebody asks for it, or has turned the highlights off. */
const NoteFilterBar = later(() => import('#components/filters/note-filter-bar.tsx').then((file) => file.NoteFilterBar))

/** Opens the controls for which notes are shown. */
export function NoteFilterSwitch() {
  const { standing, lost } = useNotes()
  const { filterOpen, setFilterOpen } = useNoteFilter()
  if (standing.length + lost.length === 0) return null
  return (
    <button
      type="button"
      aria-expanded={filterOpen}
      onClick={() => setFilterOpen(!filterOpen)}
      className="needs-script -mx-1 px-1 font-medium text-accent target"
    >
      Filter
    </button>
  )
}

/** Those controls, and what they hide. */
export function NoteFilters() {
  const { filter, filterOpen, highlightsOn } = useNoteFilter()
  if (!filter && !filterOpen && highlightsOn) return null
  return <NoteFilterBar />
}
