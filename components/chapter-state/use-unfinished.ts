'use client'

import { useMemo } from 'react'
import { type ReplyDraft, useOwnDrafts } from '#components/threads/reply-drafts.ts'
import type { TalkPlace } from '#components/threads/talk-place.tsx'
import type { Comment } from '#domain/thread.ts'

/** Where words of the reader wait, by the id of a note. */
export type Unfinished = {
  /** Where a closed card does not show it: a reply, a change of a comment, a question that the note is to become. */
  below: (noteId: string) => boolean
  /** There, or in a change of the note itself. */
  anywhere: (noteId: string) => boolean
}

/** Which notes the reader has begun to write at and not finished: they stay listed, and say so. */
export function useUnfinished(place: TalkPlace, replies: readonly ReplyDraft[], commentsOn: (noteId: string) => Comment[]): Unfinished {
  const edits = useOwnDrafts(place, 'edit')
  const suggestions = useOwnDrafts(place, 'suggest')
  return useMemo(() => {
    const answered = new Set(replies.map(({ subjectId }) => subjectId))
    const below = (noteId: string) =>
      answered.has(noteId) || suggestions.has(noteId) || (edits.size > 0 && commentsOn(noteId).some(({ id }) => edits.has(id)))
    return { below, anywhere: (noteId) => below(noteId) || edits.has(noteId) }
  }, [replies, edits, suggestions, commentsOn])
}
