'use client'

import { type RefObject, useEffect } from 'react'
import { placeCards } from '#components/annotations/place-cards.ts'
import type { Article } from '#components/annotations/use-article.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Space between two cards, in pixels. */
const GAP = 8
/** More cards than this jump to their places: moving them gently would keep the browser busy. */
const GENTLE = 60

type CardPlaces = {
  /** The column; its cards are the children of `list`, in the order of `passages`. */
  column: RefObject<HTMLElement | null>
  list: RefObject<HTMLElement | null>
  article: Article | null
  passages: readonly (Passage & { id: string })[]
  frontId: string | null
  /** False where the cards stand one below the other. */
  enabled: boolean
}

/**
 * Keeps every card beside its passage, whatever changes the height of the text or of a card. Writes the places straight
 * into the elements: nothing is rendered again for it. Passages are measured when the text or the column has changed its
 * size, a card when it has changed its own.
 */
export function useCardPlaces({ column, list, article, passages, frontId, enabled }: CardPlaces): void {
  useEffect(() => {
    const [frame, cards, index] = [column.current, list.current, article?.index]
    if (!frame || !cards || !index || !enabled) return
    const items = [...cards.children] as HTMLElement[]
    const heights = new Map<Element, number>(items.map((item) => [item, item.offsetHeight]))
    let tops: number[] | null = null
    let ceiling = 0
    const place = () => {
      if (!tops) {
        const origin = frame.getBoundingClientRect().top
        ceiling = cards.getBoundingClientRect().top - origin
        tops = passages.map((passage) => (index.rangeOf(passage)?.getBoundingClientRect().top ?? 0) - origin)
      }
      const known = tops
      const measured = passages.map(({ id }, at) => ({ id, top: known[at] ?? 0, height: heights.get(items[at] as HTMLElement) ?? 0 }))
      const places = placeCards(measured, frontId, GAP, ceiling)
      let foot = 0
      for (const [at, { id, height }] of measured.entries()) {
        const top = Math.round((places.get(id) ?? 0) - ceiling)
        write(items[at], 'top', `${top}px`)
        write(items[at], 'z-index', id === frontId ? '1' : '0')
        foot = Math.max(foot, top + height)
      }
      write(cards, 'height', `${foot}px`)
      cards.toggleAttribute('data-many', items.length > GENTLE)
      frame.dataset.placed = ''
    }
    let asked = 0
    const placeSoon = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(place)
    }
    const measureSoon = () => {
      tops = null
      placeSoon()
    }
    place()
    // Told at once for every element that it begins to watch, and again whenever one changes its size.
    const observer = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (heights.has(target)) heights.set(target, (target as HTMLElement).offsetHeight)
        else tops = null
      }
      placeSoon()
    })
    for (const element of [index.root, ...frame.querySelectorAll('.margin-head'), ...items]) observer.observe(element)
    addEventListener('resize', measureSoon)
    return () => {
      cancelAnimationFrame(asked)
      observer.disconnect()
      removeEventListener('resize', measureSoon)
    }
  }, [column, list, article, passages, frontId, enabled])
}

/** Only what differs: even writing the same makes the browser look at the element again. */
function write(element: HTMLElement | undefined, property: string, value: string): void {
  if (element && element.style.getPropertyValue(property) !== value) element.style.setProperty(property, value)
}
