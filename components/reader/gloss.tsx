'use client'

import { useEffect, useRef } from 'react'

/** What a link in the text may lead to that is worth showing on the spot. */
const ENTRY = 'a[href^="#term-"], a[href^="#person-"], a[href^="#place-"], a[href^="#date-"], a[href^="#record-"], a[href^="#footnote-"]'
/** Space between the link and its box, and between the box and the window's edge, in pixels. */
const GAP = 8

/**
 * Shows a term, a person, a place, a date, a record or a footnote where it is mentioned, so that nobody loses the place. It copies
 * the entry from the end of the page; without JavaScript, or on a click for a new tab, the link simply leads there.
 */
export function Gloss() {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(ENTRY) : null
      const entry = link && document.getElementById(link.hash.slice(1))
      if (!link || !entry || !box.current?.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      show(box.current, entry, link)
    }
    const article = document.getElementById('chapter-text')
    article?.addEventListener('click', open)
    // From now on links in the text are explained on the spot; before, they lead to the end of the page.
    box.current?.toggleAttribute('data-listens', true)
    return () => article?.removeEventListener('click', open)
  }, [])
  return <div ref={box} popover="auto" role="note" tabIndex={-1} className="gloss" />
}

function show(box: HTMLElement, entry: HTMLElement, link: HTMLElement): void {
  box.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)))
  box.showPopover()
  const { left, bottom, top } = link.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const below = bottom + GAP + height < innerHeight
  const y = below ? bottom + GAP : Math.max(GAP, top - GAP - height)
  const x = Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))
  // The style sheet uses these on wide screens only; on narrow ones the box lies at the foot of the window.
  box.style.setProperty('--x', `${x + scrollX}px`)
  box.style.setProperty('--y', `${y + scrollY}px`)
  box.focus({ preventScroll: true })
  box.addEventListener('toggle', () => document.activeElement === document.body && link.focus({ preventScroll: true }), { once: true })
}
