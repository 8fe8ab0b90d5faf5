'use client'

import { type RefObject, useEffect } from 'react'
import { placeCards } from '#components/annotations/place-cards.ts'
import type { Article } from '#components/annotations/use-article.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Space between two cards, in pixels. */
const GAP = 8

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
 * into the elements: nothing is rendered again for it.
 */
export function useCardPlaces({ column, list, article, passages, frontId, enabled }: CardPlaces): void {
  useEffect(() => {
    const [frame, cards, index] = [column.current, list.current, article?.index]
    if (!frame || !cards || !index || !enabled) return
    const items = [...cards.children] as HTMLElement[]
    const place = () => {
      const origin = frame.getBoundingClientRect().top
      const ceiling = cards.getBoundingClientRect().top - origin
      const measured = passages.map((passage, at) => ({
        id: passage.id,
        top: (index.rangeOf(passage)?.getBoundingClientRect().top ?? 0) - origin,
        height: items[at]?.offsetHeight ?? 0,
      }))
      const tops = placeCards(measured, frontId, GAP, ceiling)
      let foot = 0
      for (const [at, { id, height }] of measured.entries()) {
        const top = Math.round((tops.get(id) ?? 0) - ceiling)
        items[at]?.style.setProperty('top', `${top}px`)
        items[at]?.style.setProperty('z-index', id === frontId ? '1' : '0')
        foot = Math.max(foot, top + height)
      }
      cards.style.height = `${foot}px`
      frame.dataset.placed = ''
    }
    let asked = 0
    const placeSoon = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(place)
    }
    place()
    // Told at once for every element that it begins to watch, and again whenever one changes its size.
    const observer = new ResizeObserver(placeSoon)
    for (const element of [index.root, ...items]) observer.observe(element)
    addEventListener('resize', placeSoon)
    return () => {
      cancelAnimationFrame(asked)
      observer.disconnect()
      removeEventListener('resize', placeSoon)
    }
  }, [column, list, article, passages, frontId, enabled])
}
