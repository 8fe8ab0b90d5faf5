'use client'

import { createContext, type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { useRequired } from '#components/ui/use-required.ts'
import type { Answer } from '#domain/answer.ts'
import type { GroupQuestion } from '#domain/group-question.ts'
import type { Comment } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'

type UnreadTour = {
  /** How much is unread elsewhere than where the reader is. */
  unreadLeft: number
  goToNextUnread: () => void
  /** The question that was last asked for; it opens its talk and takes the focus. */
  askedQuestion: string | null
  goToQuestion: (questionId: string) => void
}

const UnreadTourContext = createContext<UnreadTour | null>(null)

/** The way from one unread thing to the next, and to a question. */
export const useUnreadTour = (): UnreadTour => useRequired(UnreadTourContext, 'UnreadTourProvider')

type Stops = {
  comments: readonly Comment[]
  answers: readonly Answer[]
  /** Those of the guide, in the order of the page. */
  questionIds: readonly string[]
  groupQuestions: readonly GroupQuestion[]
}

/**
 * Leads from one unread thing to the next, in the order of the page. Whatever is said at a stop counts
 * as seen when the reader goes on from there.
 */
export function UnreadTourProvider({ children, ...said }: Stops & { children: ReactNode }) {
  const { opened, open, close } = useOpenedNotes()
  const { ids, see } = useUnread()
  const [askedQuestion, setAskedQuestion] = useState<string | null>(null)
  const stops = useStops(said)
  const hereId = opened?.frontId ?? askedQuestion
  const here = stops.findIndex(({ id }) => id === hereId)

  const leave = useEffectEvent((id: string) => see(stops.find((stop) => stop.id === id)?.ids ?? []))
  useEffect(() => {
    if (hereId) return () => leave(hereId)
  }, [hereId])

  const isUnread = (stop: Stop) => stop.id !== hereId && stop.ids.some((id) => ids.has(id))
  const next = [...stops.slice(here + 1), ...stops.slice(0, here + 1)].find(isUnread)
  const unreadLeft = stops.filter(isUnread).reduce((sum, stop) => sum + stop.ids.filter((id) => ids.has(id)).length, 0)
  const goToQuestion = useCallback(
    (questionId: string) => {
      close()
      setAskedQuestion(questionId)
    },
    [close],
  )
  const goToNextUnread = useCallback(() => {
    if (next?.kind === 'question') goToQuestion(next.id)
    if (next?.kind === 'annotation') open([next.id], { focus: true, reveal: true })
  }, [next, goToQuestion, open])
  const tour = useMemo(
    () => ({ unreadLeft, askedQuestion, goToQuestion, goToNextUnread }),
    [unreadLeft, askedQuestion, goToQuestion, goToNextUnread],
  )
  return <UnreadTourContext value={tour}>{children}</UnreadTourContext>
}

/** A note or a question, with the ids of everything said there. */
type Stop = { kind: 'annotation' | 'question'; id: string; ids: readonly string[] }

/** Where something new was said, and where the reader is. Of thousands of notes only those are looked through. */
function useStops({ comments, answers, questionIds, groupQuestions }: Stops): Stop[] {
  const { standing, lost, commentsOn } = useNotes()
  const frontId = useOpenedNotes().opened?.frontId
  const { came } = useUnread()
  return useMemo(() => {
    if (came.size === 0) return []
    const wanted = new Set([...came, frontId, ...comments.filter(({ id }) => came.has(id)).map(({ subject }) => subjectIdOf(subject))])
    return [
      ...[standing, lost].flatMap((notes) =>
        notes
          .filter(({ id }) => wanted.has(id))
          .map(({ id }) => ({ kind: 'annotation' as const, id, ids: [id, ...idsOf(commentsOn(id))] })),
      ),
      ...[...questionIds.map((id) => ({ id, questionId: id })), ...groupQuestions].map(({ id, questionId }) => {
        const given = answers.filter((answer) => answer.questionId === questionId)
        const below = given.flatMap((answer) => idsOf(commentsOn(answer.id)))
        return { kind: 'question' as const, id: questionId, ids: [id, ...idsOf(given), ...below, ...idsOf(commentsOn(questionId))] }
      }),
    ]
  }, [came, frontId, standing, lost, comments, commentsOn, answers, questionIds, groupQuestions])
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id)
