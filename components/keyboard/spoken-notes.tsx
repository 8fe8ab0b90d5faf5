'use client'

import { useEffect, useRef } from 'react'
import { findBorders } from '#client/selection/borders.ts'
import { createSpokenBorders, type SpokenBorders } from '#client/selection/spoken-borders.ts'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { tellEnd, tellMarks } from '#components/keyboard/tell-marks.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'

/** Tells screen readers, in the text, where annotations begin and end and whose they are. Renders nothing itself. */
export function SpokenNotes() {
  const { viewerId } = useTalkPlace()
  const { article, shown, highlightsOn, commentsOn } = useNotes()
  const spoken = useRef<SpokenBorders | null>(null)
  useEffect(() => {
    if (!article) return
    const { index } = article
    spoken.current ??= createSpokenBorders(index)
    spoken.current.show(() =>
      findBorders(index.text, highlightsOn ? shown : [], (index.root as HTMLElement).lang).map(({ at, side, items, around }) => ({
        at,
        side,
        words: side === 'start' ? tellMarks(items, (id) => commentsOn(id).length, viewerId) : tellEnd(items, around > 0, viewerId),
      })),
    )
  }, [article, shown, highlightsOn, commentsOn, viewerId])
  useEffect(
    () => () => {
      spoken.current?.clear()
      spoken.current = null
    },
    [],
  )
  return null
}
