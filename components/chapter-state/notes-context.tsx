'use client'

import { createContext, type ReactNode, useCallback, useMemo } from 'react'
import { useStanding } from '#components/chapter-state/standing.ts'
import { type Unfinished, useUnfinished } from '#components/chapter-state/use-unfinished.ts'
import type { ReplyDraft } from '#components/threads/reply-drafts.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useRequired } from '#components/ui/use-required.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Edition } from '#domain/change.ts'
import type { Chapter } from '#domain/guide.ts'
import { paragraphAt } from '#domain/guide-reading.ts'
import type { Comment } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'

type Notes = {
  /** False while the browser still fetches the notes and what was said on them. */
  known: boolean
  /** Annotations whose passage stands in this text, in its order. */
  standing: readonly Annotation[]
  /** Annotations whose passage this text has not, or not yet. */
  lost: readonly Annotation[]
  /** Ids of those whose words changed or are gone, for whoever may decide what becomes of them. */
  waiting: ReadonlySet<string>
  /** Hash of the text on this page. */
  revision: string
  /** What was said on a note, a question or an answer, by its id. */
  commentsOn: (id: string) => Comment[]
  unfinished: Unfinished
  /** "¶ 4", or an empty string before the first paragraph. */
  placeOf: (passage: Passage) => string
}

const NotesContext = createContext<Notes | null>(null)

/** What was said on this chapter, as it belongs to the text on this page. It changes when somebody says something. */
export const useNotes = (): Notes => useRequired(NotesContext, 'NotesProvider')

type NotesProviderProps = {
  known: boolean
  revision: string
  paragraphs: Chapter['paragraphs']
  annotations: readonly Annotation[]
  comments: readonly Comment[]
  /** Undefined while it is not known which text is the latest. */
  edition: Edition | undefined
  /** Replies that the reader has begun and not sent. */
  begun: readonly ReplyDraft[]
  children: ReactNode
}

const NOTHING_SAID: Comment[] = []

/** Brings what was said together with the text on this page. */
export function NotesProvider({ known, revision, paragraphs, annotations, comments, edition, begun, children }: NotesProviderProps) {
  const { standing, lost } = useStanding(annotations, revision)
  const waiting = useMemo(() => new Set(edition?.waiting), [edition])
  const said = useMemo(() => groupBySubject(comments), [comments])
  const commentsOn = useCallback((id: string) => said.get(id) ?? NOTHING_SAID, [said])
  const unfinished = useUnfinished(useTalkPlace(), begun, commentsOn)
  const placeOf = useCallback(
    ({ start }: Passage) => {
      const label = paragraphAt(paragraphs, start)
      return label ? `¶ ${label}` : ''
    },
    [paragraphs],
  )
  const notes = useMemo(
    () => ({ known, standing, lost, waiting, revision, commentsOn, unfinished, placeOf }),
    [known, standing, lost, waiting, revision, commentsOn, unfinished, placeOf],
  )
  return <NotesContext value={notes}>{children}</NotesContext>
}

/** Comments by the id of the note, the question or the answer that they are about, each group in the order given. */
function groupBySubject(comments: readonly Comment[]): Map<string, Comment[]> {
  const groups = new Map<string, Comment[]>()
  for (const comment of comments) {
    const id = subjectIdOf(comment.subject)
    const group = groups.get(id)
    if (group) group.push(comment)
    else groups.set(id, [comment])
  }
  return groups
}
