'use client'

import { type RefObject, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import { CardColumn, type ColumnItem, LONG, type Stretch } from '#components/margin/card-column.ts'

type CardPlaces = {
  /** The column; those of its cards that are there are the children of `list`. */
  column: RefObject<HTMLElement | null>
  list: RefObject<HTMLElement | null>
  article: Article | null
  items: readonly ColumnItem[]
  frontId: string | null
  /** False where the cards stand one below the other. */
  enabled: boolean
}

/** Until the places are known: as many as the first window may show. */
const FIRST: Stretch = { from: 0, to: LONG / 2 }

/**
 * Keeps every card beside its passage.
 * @returns which items are to be there: those near the window, or all where there are few or where the reader searches the page
 */
export function useCardPlaces({ column, list, article, items, frontId, enabled }: CardPlaces): Stretch {
  const [near, setNear] = useState(FIRST)
  const keeper = useRef<CardColumn | null>(null)
  const searching = useSearching(enabled && items.length > LONG)
  useLayoutEffect(() => {
    if (!column.current || !list.current || !article || !enabled) return
    const made = new CardColumn({ frame: column.current, list: list.current, index: article.index, onNear: setNear })
    keeper.current = made
    return () => {
      keeper.current = null
      made.stop()
    }
  }, [column, list, article, enabled])
  const here = searching ? { from: 0, to: items.length } : near
  const { from, to } = here
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is there, and a new column, change the places
  useLayoutEffect(() => keeper.current?.show(items, frontId), [article, enabled, items, frontId, from, to])
  return here
}

/** Whether the reader has asked the browser to find words in the page: from then on all of them must be there. */
function useSearching(enabled: boolean): boolean {
  const [searching, setSearching] = useState(false)
  useEffect(() => {
    if (!enabled || searching) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event)) return
      const { key, ctrlKey, metaKey } = event
      if (key === 'F3' || ((ctrlKey || metaKey) && key.toLowerCase() === 'f')) startTransition(() => setSearching(true))
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [enabled, searching])
  return searching
}
