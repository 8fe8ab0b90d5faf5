'use client'

import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useSwitch } from '#client/switch.ts'
import { type NoteFilter, passes } from '#components/chapter-state/note-filter.ts'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { useRequired } from '#components/ui/use-required.ts'
import type { Annotation } from '#domain/annotation.ts'

type NoteFiltering = {
  /** Null shows everything. */
  filter: NoteFilter | null
  setFilter: (filter: NoteFilter | null) => void
  /** Of the annotations that stand in the text, those that the filter lets through and those that are open. */
  shown: readonly Annotation[]
  /** Of those that the text has lost, likewise. */
  shownLost: readonly Annotation[]
  /** The controls for all this are shown. */
  filterOpen: boolean
  setFilterOpen: (open: boolean) => void
  /** Whether passages are marked in the text; remembered on this device. */
  highlightsOn: boolean
  setHighlightsOn: (on: boolean) => void
}

const NoteFilterContext = createContext<NoteFiltering | null>(null)

/** Which notes are shown, and how to change that. */
export const useNoteFilter = (): NoteFiltering => useRequired(NoteFilterContext, 'NoteFilterProvider')

/** Decides which of the notes are shown, in the text and beside it. A note that is open is never hidden. */
export function NoteFilterProvider({ children }: { children: ReactNode }) {
  const { standing, lost, commentsOn } = useNotes()
  const openIds = useOpenedNotes().opened?.ids
  const { viewerId } = useTalkPlace()
  const { came } = useUnread()
  const [filter, setFilter] = useState<NoteFilter | null>(null)
  const [filterOpen, setFilterOpen] = useState(false)
  const [highlightsOn, setHighlightsOn] = useSwitch('highlights')
  const [shown, shownLost] = useMemo(() => {
    if (!filter) return [standing, lost]
    const seen = { viewerId, came, commentsOn }
    const isShown = (annotation: Annotation) => openIds?.includes(annotation.id) || passes(filter, annotation, seen)
    return [standing.filter(isShown), lost.filter(isShown)]
  }, [standing, lost, filter, viewerId, came, commentsOn, openIds])
  const filtering = useMemo(
    () => ({ filter, setFilter, shown, shownLost, filterOpen, setFilterOpen, highlightsOn, setHighlightsOn }),
    [filter, shown, shownLost, filterOpen, highlightsOn, setHighlightsOn],
  )
  return <NoteFilterContext value={filtering}>{children}</NoteFilterContext>
}
