'use client'

import { useEffect, useMemo, useRef } from 'react'
import { choosePainter } from '#client/selection/choose-painter.ts'
import { createHitIndex } from '#client/selection/hit.ts'
import { keepInArticle } from '#client/selection/keep-in-article.ts'
import type { Layers, Painter } from '#client/selection/painter.ts'
import { drawPicture, type Marked } from '#client/selection/picture.ts'
import { offsetAt } from '#client/selection/point.ts'
import { selectFromLinks } from '#client/selection/select-from-links.ts'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { later } from '#components/ui/later.tsx'
import type { Annotation } from '#domain/annotation.ts'
import './highlights.css'

/** Loaded where more is marked than can be told apart. */
const CrowdBadges = later(
  () => import('#components/painting/crowd-badges.tsx').then((file) => file.CrowdBadges),
  () => null,
)

const NOTHING_MARKED: Annotation[] = []

/** Shows the notes' passages on the article, and opens the notes that lie under a click. */
export function PaintedArticle() {
  const { viewerId } = useTalkPlace()
  const { article, shown, highlightsOn, opened, open, close, flashed, newNote } = useNotes()
  const marks = useMarks(highlightsOn ? shown : NOTHING_MARKED, viewerId)
  const pending = newNote.target ? newNote.passage : null

  const blocks = useMemo(() => article?.index.blocks().map(({ start }) => start) ?? [], [article])
  const picture = useMemo(() => drawPicture(marks, blocks), [marks, blocks])
  const active = shown.find(({ id }) => id === opened?.frontId)
  const layers = useMemo<Layers>(
    () => ({ ...picture.layers, active: active && [active], pending: pending ? [pending] : [], flash: flashed ? [flashed] : [] }),
    [picture, active, pending, flashed],
  )

  const painter = useRef<Painter | null>(null)
  useEffect(() => {
    if (!article) return
    painter.current ??= choosePainter(article.index)
    painter.current.paint(layers)
  }, [article, layers])
  useEffect(
    () => () => {
      painter.current?.clear()
      painter.current = null
    },
    [],
  )

  const hits = useMemo(() => createHitIndex(marks), [marks])
  useEffect(() => {
    const root = article?.index.root
    if (!article || !(root instanceof HTMLElement)) return
    const under = ({ clientX, clientY }: MouseEvent) => {
      const offset = offsetAt(clientX, clientY, article.index)
      return offset === null ? [] : hits.at(offset)
    }
    const onClick = (event: MouseEvent) => {
      if (event.detail > 0 && document.getSelection()?.isCollapsed === false) {
        // The pointer went up after selecting within a link: that is no wish to follow it. (The keyboard's clicks have no count.)
        event.preventDefault()
        event.stopPropagation()
        return
      }
      if (event.target instanceof Element && event.target.closest('a, button')) return
      // The shortest passage is the one that is hardest to reach otherwise.
      const ids = under(event)
        .sort((a, b) => a.end - a.start - (b.end - b.start))
        .map(({ id }) => id)
      if (ids.length) open(ids)
      else close()
    }
    let asked = 0
    const onMove = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.buttons) return
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(() => {
        root.style.cursor = under(event).length ? 'pointer' : ''
      })
    }
    root.addEventListener('click', onClick, true)
    root.addEventListener('pointermove', onMove, { passive: true })
    const stopSelecting = selectFromLinks(root)
    const stopKeeping = keepInArticle(article.index)
    return () => {
      cancelAnimationFrame(asked)
      stopSelecting()
      stopKeeping()
      root.removeEventListener('click', onClick, true)
      root.removeEventListener('pointermove', onMove)
    }
  }, [article, hits, open, close])
  if (!article || !picture.crowds.length) return null
  return <CrowdBadges article={article} crowds={picture.crowds} notesOver={hits.over} />
}

type Mark = Marked & { id: string }

/** What of the notes is painted: the same array as long as no passage comes, goes or moves, whatever else changes in them. */
function useMarks(notes: readonly Annotation[], viewerId: string): readonly Mark[] {
  const known = useRef<readonly Mark[]>([])
  return useMemo(() => {
    const marks = notes.map(({ id, start, end, creator }) => ({ id, start, end, own: creator.id === viewerId }))
    const isSame = ({ id, start, end, own }: Mark, at: number) => {
      const before = known.current[at]
      return before?.id === id && before.start === start && before.end === end && before.own === own
    }
    if (marks.length !== known.current.length || !marks.every(isSame)) known.current = marks
    return known.current
  }, [notes, viewerId])
}
