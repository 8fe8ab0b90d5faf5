'use client'

import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { QuestionSign } from '#components/annotations/question-sign.tsx'
import { useNearText } from '#components/painting/use-near-text.ts'
import type { Annotation } from '#domain/annotation.ts'
import './marks.css'

type Sign = { id: string; left: number; top: number }

const NOTHING_ASKED: Annotation[] = []

/** Draws a "?" behind the words that somebody asks about. It lies over the text, so that the text itself is not touched. */
export function QuestionSigns() {
  const { article, shown, highlightsOn } = useNotes()
  const asked = useMemo(
    () => (highlightsOn ? shown.filter(({ motivation, deleted }) => motivation === 'questioning' && !deleted) : NOTHING_ASKED),
    [shown, highlightsOn],
  )
  const near = useNearText(article, asked)
  const [signs, setSigns] = useState<Sign[]>([])
  const root = article?.index.root
  const frame = root?.parentElement ?? null
  useEffect(() => {
    if (!article || !frame) return
    const place = () => {
      if (near.length === 0) return setSigns((known) => (known.length ? [] : known))
      const origin = frame.getBoundingClientRect()
      const ends = new Map<number, Sign>()
      for (const { id, start, end } of near) {
        const last = [...(article.index.rangeOf({ start, end })?.getClientRects() ?? [])].findLast(({ width }) => width > 0)
        // One sign is enough where several ask about words with the same end.
        if (last) ends.set(end, { id, left: last.right - origin.left, top: last.top - origin.top })
      }
      setSigns([...ends.values()])
    }
    // Told at once, and again whenever the text changes its size.
    const observer = new ResizeObserver(place)
    observer.observe(article.index.root)
    // What is put between words for screen readers breaks lines anew in WebKit, while the text keeps its size.
    let asked = 0
    const changes = new MutationObserver(() => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(place)
    })
    changes.observe(article.index.root, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      changes.disconnect()
      cancelAnimationFrame(asked)
    }
  }, [article, frame, near])
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
