'use client'

import { createContext, useContext } from 'react'
import type { Article } from '#components/chapter-state/use-article.ts'
import type { NewNote } from '#components/chapter-state/use-new-note.ts'
import type { NoteFiltering } from '#components/chapter-state/use-note-filter.ts'
import type { OpenedNotes } from '#components/chapter-state/use-opened-notes.ts'
import type { Unfinished } from '#components/chapter-state/use-unfinished.ts'
import type { UnreadTour } from '#components/chapter-state/use-unread-tour.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Comment } from '#domain/thread.ts'

export type Notes = UnreadTour &
  OpenedNotes &
  NoteFiltering & {
    /** False while the browser still fetches what was said, because there is much of it. */
    known: boolean
    /** Annotations whose passage stands in this text, in its order. */
    standing: readonly Annotation[]
    /** Annotations whose passage this text has not, or not yet. */
    lost: readonly Annotation[]
    /** Ids of those whose words changed or are gone, for whoever may decide what becomes of them. */
    waiting: ReadonlySet<string>
    commentsOn: (annotationId: string) => Comment[]
    unfinished: Unfinished
    /** "¶ 4", or an empty string before the first paragraph. */
    placeOf: (passage: Passage) => string
    article: Article | null
    /** There is a margin for the notes. */
    wide: boolean
    newNote: NewNote
    /** What a button last asked of the keyboard; a new object each time. */
    keyboardWish: KeyboardWish | null
    wishKeyboard: (what: KeyboardWish['what']) => void
  }

/** To read on with a caret in the text, or to see the list of shortcuts. */
export type KeyboardWish = { what: 'caret' | 'shortcuts' }

export const NotesContext = createContext<Notes | null>(null)

/**
 * The notes of the chapter on this page.
 * @throws Error outside of AnnotatedChapter
 */
export function useNotes(): Notes {
  const notes = useContext(NotesContext)
  if (!notes) throw new Error('useNotes needs <AnnotatedChapter> around it')
  return notes
}
