'use client'

import { createPortal } from 'react-dom'
import type { Crowd } from '#client/painting/crowds.ts'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { usePlacedNear } from '#components/painting/use-placed-near.ts'
import { excerpt } from '#components/ui/excerpt.ts'

/** Height of a badge with the space below it, in pixels. */
const BADGE = 26

type CrowdBadgesProps = {
  article: Article
  crowds: readonly Crowd[]
  /** The notes that lie over a stretch, in the order of the text. */
  notesOver: (stretch: Crowd) => { id: string }[]
}

/** `top`: how far below the top of the article's parent it stands, in pixels. */
type Badge = { start: number; top: number; position: number; ids: string[]; words: string }

/** Beside every stretch that many have marked, how many notes lie there; opens them. Stands outside of the text, and adds nothing to it. */
export function CrowdBadges({ article, crowds, notesOver }: CrowdBadgesProps) {
  const { placeOf } = useNotes()
  const { opened, open } = useOpenedNotes()
  const host = article.index.root.parentElement
  const badges = usePlacedNear(article, crowds, ({ index }, near): Badge[] => {
    const origin = host?.getBoundingClientRect().top ?? 0
    const before = near[0] ? crowds.indexOf(near[0]) : 0
    // Two stretches that begin on one line would lie over one another.
    let floor = Number.NEGATIVE_INFINITY
    return near.map((crowd, at) => {
      const { start, end } = crowd
      const top = (index.rangeOf({ start, end: start + 1 })?.getBoundingClientRect().top ?? 0) - origin
      floor = Math.max(top, floor + BADGE)
      const place = placeOf(crowd)
      const words = `“${excerpt(index.text.slice(start, end), 40)}”${place && `, ${place}`}`
      return { start, top: floor, position: before + at + 1, ids: notesOver(crowd).map(({ id }) => id), words }
    })
  })
  if (!host) return null
  return createPortal(
    <ul aria-label="Much marked passages" className="crowds no-print">
      {badges.map(({ start, top, position, ids, words }) => (
        <li key={start} style={{ top }} aria-posinset={position} aria-setsize={crowds.length}>
          <button
            type="button"
            className="crowd"
            aria-label={`${ids.length} notes on ${words}`}
            aria-pressed={opened?.ids.length === ids.length && opened.ids.every((id) => ids.includes(id))}
            onClick={() => open(ids, { focus: true })}
          >
            {ids.length}
          </button>
        </li>
      ))}
    </ul>,
    host,
  )
}
