'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { choosePainter } from '#client/painting/choose-painter.ts'
import { findCrowds } from '#client/painting/crowds.ts'
import { createHitIndex } from '#client/painting/hit.ts'
import type { PicturePainter } from '#client/painting/near-window.ts'
import { drawPicture, type Picture } from '#client/painting/picture.ts'
import { keepInArticle } from '#client/selection/keep-in-article.ts'
import { offsetAt } from '#client/selection/point.ts'
import { selectFromLinks } from '#client/selection/select-from-links.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNewNotePlace } from '#components/chapter-state/new-note.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { later } from '#components/ui/later.tsx'
import { useWithPrevious } from '#components/ui/use-with-previous.ts'
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
  const { article } = useChapterPage()
  const { opened, open, close, flashed } = useOpenedNotes()
  const { shown, highlightsOn } = useNoteFilter()
  const newNote = useNewNotePlace()
  const marked = usePassagesOf(highlightsOn ? shown : NOTHING_MARKED)
  const pending = newNote.target ? newNote.passage : null

  const blocks = useMemo(() => article?.index.blocks().map(({ start }) => start) ?? [], [article])
  const hits = useMemo(() => createHitIndex(marked), [marked])
  const notes = useMemo(() => drawPicture(hits, blocks, ({ creator }) => creator?.id === viewerId), [hits, blocks, viewerId])
  const active = shown.find(({ id }) => id === opened?.frontId)
  const picture = useMemo<Picture>(() => {
    const alone = { active: active && [active], pending: pending ? [pending] : [], flash: flashed ? [flashed] : [] }
    return { ...notes, within: (stretch) => ({ ...notes.within(stretch), ...alone }) }
  }, [notes, active, pending, flashed])

  const painter = useRef<PicturePainter | null>(null)
  useEffect(() => {
    if (!article) return
    painter.current ??= choosePainter(article.index)
    painter.current.paint(picture)
  }, [article, picture])
  useEffect(
    () => () => {
      painter.current?.clear()
      painter.current = null
    },
    [],
  )

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

  // All crowds are counted, wherever they are; what somebody has just marked need not wait for that to be painted.
  const counted = useDeferredValue(hits)
  const crowds = useMemo(() => findCrowds(counted.items, blocks), [counted, blocks])
  if (!article || !crowds.length) return null
  return <CrowdBadges article={article} crowds={crowds} notesOver={counted.over} />
}

/** The notes as far as they are painted: the same array as long as no passage comes, goes or moves, whatever else changes in them. */
function usePassagesOf(notes: readonly Annotation[]): readonly Annotation[] {
  return useWithPrevious<readonly [readonly Annotation[]], readonly Annotation[]>([notes], (previous) => {
    const isSame = ({ id, start, end, creator }: Annotation, at: number) => {
      const before = previous?.[at]
      return before?.id === id && before.start === start && before.end === end && before.creator?.id === creator?.id
    }
    return previous?.length === notes.length && notes.every(isSame) ? previous : notes
  })
}
