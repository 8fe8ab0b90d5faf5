'use client'

import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { QuestionSign } from '#components/annotations/question-sign.tsx'
import './marks.css'

type Sign = { id: string; left: number; top: number }

/** Draws a "?" behind the words that somebody asks about. It lies over the text, so that the text itself is not touched. */
export function QuestionSigns() {
  const { article, shown, highlightsOn } = useNotes()
  const [signs, setSigns] = useState<Sign[]>([])
  const root = article?.index.root
  const frame = root?.parentElement ?? null
  useEffect(() => {
    if (!article || !frame) return
    const asked = highlightsOn ? shown.filter(({ motivation, deleted }) => motivation === 'questioning' && !deleted) : []
    const place = () => {
      if (asked.length === 0) return setSigns((known) => (known.length ? [] : known))
      const origin = frame.getBoundingClientRect()
      const ends = new Map<number, Sign>()
      for (const { id, start, end } of asked) {
        const last = [...(article.index.rangeOf({ start, end })?.getClientRects() ?? [])].findLast(({ width }) => width > 0)
        // One sign is enough where several ask about words with the same end.
        if (last) ends.set(end, { id, left: last.right - origin.left, top: last.top - origin.top })
      }
      setSigns([...ends.values()])
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(article.index.root as Element)
    return () => observer.disconnect()
  }, [article, frame, shown, highlightsOn])
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
