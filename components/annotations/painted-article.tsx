'use client'

import { useEffect, useMemo, useRef } from 'react'
import { choosePainter } from '#client/selection/choose-painter.ts'
import { createHitIndex } from '#client/selection/hit.ts'
import { assignLayers } from '#client/selection/layers.ts'
import type { Layers, Look, Painter } from '#client/selection/painter.ts'
import { offsetAt } from '#client/selection/point.ts'
import { selectFromLinks } from '#client/selection/select-from-links.ts'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { Passage } from '#domain/anchoring/passage.ts'
import './highlights.css'

/** Shows the notes' passages on the article, and opens the notes that lie under a click. Renders nothing itself. */
export function PaintedArticle() {
  const { viewerId } = useTalkPlace()
  const { article, standing, opened, open, close, flashed, newNote } = useNotes()
  const pending = newNote.writing.open ? newNote.passage : null

  const layers = useMemo(() => {
    const painted: Partial<Record<Look, Passage[]>> = {}
    const put = (look: Look, { start, end }: Passage) => {
      painted[look] ??= []
      painted[look].push({ start, end })
    }
    const layerOf = assignLayers(standing)
    for (const [at, annotation] of standing.entries()) {
      const layer = ((layerOf[at] ?? 0) + 1) as 1 | 2 | 3 | 4
      put(annotation.creator.id === viewerId ? `own-${layer}` : `layer-${layer}`, annotation)
      if (annotation.id === opened?.frontId) put('active', annotation)
    }
    if (pending) put('pending', pending)
    if (flashed) put('flash', flashed)
    return painted satisfies Layers
  }, [standing, viewerId, opened, pending, flashed])

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

  const hits = useMemo(() => createHitIndex(standing), [standing])
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
      if (event.target instanceof Element && event.target.closest('a')) return
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
    return () => {
      cancelAnimationFrame(asked)
      stopSelecting()
      root.removeEventListener('click', onClick, true)
      root.removeEventListener('pointermove', onMove)
    }
  }, [article, hits, open, close])
  return null
}
