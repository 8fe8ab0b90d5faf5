'use client'

import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Crowd } from '#client/selection/crowds.ts'
import { excerpt } from '#components/annotations/excerpt.ts'
import { useNotes } from '#components/annotations/notes-context.tsx'
import type { Article } from '#components/annotations/use-article.ts'
import { useNearText } from '#components/painting/use-near-text.ts'

/** Height of a badge with the space below it, in pixels. */
const BADGE = 26

type CrowdBadgesProps = {
  article: Article
  crowds: readonly Crowd[]
  /** The notes that lie over a stretch, in the order of the text. */
  notesOver: (stretch: Crowd) => { id: string }[]
}

/** Beside every stretch that many have marked, how many notes lie there; opens them. Stands outside of the text, and adds nothing to it. */
export function CrowdBadges({ article, crowds, notesOver }: CrowdBadgesProps) {
  const { opened, open, placeOf } = useNotes()
  const host = article.index.root.parentElement
  const near = useNearText(article, crowds)
  const tops = useTops(article, near)
  if (!host) return null
  const [first] = near
  const before = first ? crowds.indexOf(first) : 0
  return createPortal(
    <ul aria-label="Much marked passages" className="crowds no-print">
      {near.map((crowd, at) => {
        const ids = notesOver(crowd).map(({ id }) => id)
        const place = placeOf(crowd)
        const words = excerpt(article.index.text.slice(crowd.start, crowd.end), 40)
        const top = tops.get(crowd.start)
        return (
          <li
            key={crowd.start}
            style={{ top: top ?? 0 }}
            hidden={top === undefined}
            aria-posinset={before + at + 1}
            aria-setsize={crowds.length}
          >
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

/** How far below the top of the article's parent stretches begin, in pixels, by their starts; measured again when the text changes its size. */
function useTops({ index }: Article, crowds: readonly Crowd[]): ReadonlyMap<number, number> {
  const [tops, setTops] = useState<ReadonlyMap<number, number>>(new Map())
  useEffect(() => {
    const measure = () => {
      const origin = index.root.parentElement?.getBoundingClientRect().top ?? 0
      // Two stretches that begin on one line would lie over one another.
      let floor = Number.NEGATIVE_INFINITY
      const measured = crowds.map(({ start }) => {
        const top = (index.rangeOf({ start, end: start + 1 })?.getBoundingClientRect().top ?? 0) - origin
        floor = Math.max(top, floor + BADGE)
        return [start, floor] as const
      })
      setTops(new Map(measured))
    }
    // Told at once, and again whenever the text changes its size.
    const observer = new ResizeObserver(measure)
    observer.observe(index.root)
    return () => observer.disconnect()
  }, [index, crowds])
  return tops
}
