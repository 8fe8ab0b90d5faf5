'use client'

import { useEffect, useState } from 'react'
import { findPosition, updatePosition } from '#client/reading-position.ts'
import { paragraphAtTop } from '#components/reader/paragraph-at-top.ts'

/** How long the page must rest before the place counts as read, in milliseconds. */
const REST = 400
/**
 * Remembers the paragraph at which reading stopped, and offers to go on there. It stands in a place of fixed height that is
 * kept for it, so that nothing moves when it comes.
 */
export function ResumeLink({ guide, chapter }: { guide: string; chapter: string }) {
  const [stopped, setStopped] = useState<string | null>(null)
  useEffect(() => {
    const kept = findPosition(guide)?.paragraphs[chapter]
    const at = kept && document.getElementById(`p${kept}`)
    const isFirst = at === document.querySelector('#chapter-text [data-n]:not(a)')
    setStopped(at && !isFirst && !location.hash ? String(kept) : null)
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      const paragraph = paragraphAtTop()
      if (paragraph) updatePosition(guide, chapter, paragraph)
    }
    const rest = () => {
      clearTimeout(timer)
      timer = setTimeout(keep, REST)
    }
    addEventListener('scroll', rest, { passive: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', rest)
    }
  }, [guide, chapter])
  if (!stopped) return null
  return (
    <a href={`#p${stopped}`} onClick={() => setStopped(null)} className="absolute end-0 top-0 flex items-center link target">
      Continue at ¶&nbsp;{stopped}
    </a>
  )
}
