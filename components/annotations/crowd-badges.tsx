'use client'

import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Crowd } from '#client/selection/crowds.ts'
import { excerpt } from '#components/annotations/excerpt.ts'
import { useNotes } from '#components/annotations/notes-context.tsx'
import type { Article } from '#components/annotations/use-article.ts'
import type { Annotation } from '#domain/annotation.ts'

/** Height of a badge with the space below it, in pixels. */
const BADGE = 26

type CrowdBadgesProps = {
  article: Article
  crowds: readonly Crowd[]
  /** The notes that lie over a stretch, in the order of the text. */
  notesOver: (stretch: Crowd) => Annotation[]
}

/** Beside every stretch that many have marked, how many notes lie there; opens them. Stands outside of the text, and adds nothing to it. */
export function CrowdBadges({ article, crowds, notesOver }: CrowdBadgesProps) {
  const { opened, open, placeOf } = useNotes()
  const host = article.index.root.parentElement
  const tops = useTops(article, crowds)
  if (!host) return null
  return createPortal(
    <ul aria-label="Much marked passages" className="crowds no-print">
      {crowds.map((crowd, at) => {
        const ids = notesOver(crowd).map(({ id }) => id)
        const place = placeOf(crowd)
        const words = excerpt(article.index.text.slice(crowd.start, crowd.end), 40)
        return (
          <li key={crowd.start} style={{ top: tops[at] ?? 0 }} hidden={tops[at] === undefined}>
            <button
              type="button"
              className="crowd"
              aria-label={`${ids.length} notes on “${words}”${place && `, ${place}`}`}
              aria-pressed={opened?.ids.length === ids.length && opened.ids.every((id) => ids.includes(id))}
              onClick={() => open(ids, { focus: true })}
            >
              {ids.length}
            </button>
          </li>
        )
      })}
    </ul>,
    host,
  )
}

/** How far below the top of the article's parent each stretch begins, in pixels; measured again when the text changes its size. */
function useTops({ index }: Article, crowds: readonly Crowd[]): number[] {
  const [tops, setTops] = useState<number[]>([])
  const asked = useRef(0)
  useEffect(() => {
    const measure = () => {
      const origin = index.root.parentElement?.getBoundingClientRect().top ?? 0
      // Two stretches that begin on one line would lie over one another.
      let floor = Number.NEGATIVE_INFINITY
      const measured = crowds.map((crowd) => {
        const top = (index.rangeOf(crowd)?.getClientRects()[0]?.top ?? 0) - origin
        floor = Math.max(top, floor + BADGE)
        return floor
      })
      setTops(measured)
    }
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(asked.current)
      asked.current = requestAnimationFrame(measure)
    })
    observer.observe(index.root)
    return () => {
      cancelAnimationFrame(asked.current)
      observer.disconnect()
    }
  }, [index, crowds])
  return tops
}
