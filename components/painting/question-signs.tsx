'use client'

import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { usePlacedNear } from '#components/painting/use-placed-near.ts'
import { QuestionSign } from '#components/ui/question-sign.tsx'
import type { Annotation } from '#domain/annotation.ts'
import './marks.css'

type Sign = { id: string; left: number; top: number }

/** How much of a line's box, at its top, no letter reaches into. */
const CLEAR = 1 / 7

const NOTHING_ASKED: Annotation[] = []

/** Draws a "?" behind the words that somebody asks about. It lies over the text, so that the text itself is not touched. */
export function QuestionSigns() {
  const { article } = useChapterPage()
  const { shown, highlightsOn } = useNoteFilter()
  const asked = useMemo(
    () => (highlightsOn ? shown.filter(({ motivation, deleted }) => motivation === 'questioning' && !deleted) : NOTHING_ASKED),
    [shown, highlightsOn],
  )
  const signs = usePlacedNear(article, asked, placeSigns)
  const frame = article?.index.root.parentElement
  if (!frame || signs.length === 0) return null
  return createPortal(
    <div aria-hidden className="question-signs no-print">
      {signs.map(({ id, left, top }) => (
        <span key={id} style={{ left, top }}>
          <QuestionSign />
        </span>
      ))}
    </div>,
    frame,
  )
}

function placeSigns({ index }: Article, asked: readonly Annotation[]): Sign[] {
  const origin = index.root.parentElement?.getBoundingClientRect()
  const ends = new Map<number, Sign>()
  for (const { id, start, end } of asked) {
    const last = [...(index.rangeOf({ start, end })?.getClientRects() ?? [])].findLast(({ width }) => width > 0)
    // One sign is enough where several ask about words with the same end.
    if (last && origin) ends.set(end, { id, left: last.right - origin.left, top: last.top - origin.top + last.height * CLEAR })
  }
  return [...ends.values()]
}
