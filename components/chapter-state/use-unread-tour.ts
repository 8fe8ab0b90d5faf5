'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { OpenedNotes } from '#components/chapter-state/use-opened-notes.ts'
import { useUnread } from '#components/threads/unread.tsx'

/** A note or a question, with the ids of everything said there. */
export type UnreadStop = { kind: 'annotation' | 'question'; id: string; ids: readonly string[] }

export type UnreadTour = {
  /** How much is unread elsewhere than where the reader is. */
  unreadLeft: number
  goToNextUnread: () => void
  /** The question that was last asked for; it opens its talk and takes the focus. */
  askedQuestion: string | null
  goToQuestion: (questionId: string) => void
}

/**
 * Leads from one unread thing to the next, in the order of the page. What is new stays marked while the reader is there,
 * and counts as read when they go on.
 */
export function useUnreadTour(stops: readonly UnreadStop[], { opened, open, close }: OpenedNotes): UnreadTour {
  const { ids, markRead } = useUnread()
  const [askedQuestion, setAskedQuestion] = useState<string | null>(null)
  const hereId = opened?.frontId ?? askedQuestion
  const here = stops.findIndex(({ id }) => id === hereId)

  const leave = useEffectEvent((id: string) => markRead(stops.find((stop) => stop.id === id)?.ids ?? []))
  useEffect(() => {
    if (hereId) return () => leave(hereId)
  }, [hereId])

  const isUnread = (stop: UnreadStop) => stop.id !== hereId && stop.ids.some((id) => ids.has(id))
  const next = [...stops.slice(here + 1), ...stops.slice(0, here + 1)].find(isUnread)
  const goToQuestion = (questionId: string) => {
    close()
    setAskedQuestion(questionId)
  }
  return {
    unreadLeft: stops.filter(isUnread).reduce((sum, stop) => sum + stop.ids.filter((id) => ids.has(id)).length, 0),
    askedQuestion,
    goToQuestion,
    goToNextUnread() {
      if (next?.kind === 'question') goToQuestion(next.id)
      if (next?.kind === 'annotation') open([next.id], { focus: true, reveal: true })
    },
  }
}
