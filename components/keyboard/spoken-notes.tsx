'use client'

import { useEffect, useRef } from 'react'
import { FEW, watchNear } from '#client/painting/near-window.ts'
import { findBorders } from '#client/selection/borders.ts'
import { createSpokenBorders, type SpokenBorders } from '#client/selection/spoken-borders.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { tellEnd, tellMarks } from '#components/keyboard/tell-marks.ts'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'

/** How long the window must rest before what has come near is told, in milliseconds. */
const REST = 150

const NOTHING_MARKED: Annotation[] = []

/** Tells screen readers, in the text, where annotations begin and end and whose they are. Renders nothing itself. */
export function SpokenNotes() {
  const { viewerId } = useTalkPlace()
  const nameOf = useNameOf()
  const { article } = useChapterPage()
  const { commentsOn } = useNotes()
  const { shown, highlightsOn } = useNoteFilter()
  const marked = highlightsOn ? shown : NOTHING_MARKED
  const spoken = useRef<SpokenBorders | null>(null)
  useEffect(() => {
    if (!article) return
    const { index } = article
    const who = { viewerId, nameOf }
    spoken.current ??= createSpokenBorders(index)
    const { show } = spoken.current
    const tell = (items: readonly Annotation[]) =>
      findBorders(index.text, items, (index.root as HTMLElement).lang).map(({ at, side, items, around }) => ({
        at,
        side,
        words: side === 'start' ? tellMarks(items, (id) => commentsOn(id).length, who) : tellEnd(items, around > 0, who),
      }))
    // Each cuts the text in pieces, and the browser draws every piece: of very many only those near the window are told.
    if (marked.length <= FEW) return show(() => tell(marked))
    const tellNear = (near: Passage) =>
      tell(marked.filter(({ start, end }) => start < near.end && end > near.start)).filter(({ at }) => at >= near.start && at <= near.end)
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = watchNear(index, (near) => {
      clearTimeout(timer)
      timer = setTimeout(() => show(() => tellNear(near)), REST)
    })
    return () => {
      clearTimeout(timer)
      watch.stop()
    }
  }, [article, marked, commentsOn, viewerId, nameOf])
  useEffect(
    () => () => {
      spoken.current?.clear()
      spoken.current = null
    },
    [],
  )
  return null
}
