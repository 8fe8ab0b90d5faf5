'use client'

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { watchNear } from '#client/painting/near-window.ts'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import type { Passage } from '#domain/anchoring/passage.ts'

/** More signs at the text than this are drawn only near the window. */
const FEW = 60

/**
 * Finds places for things that stand at passages: of many for those near the window, of few for all. Places are found before anything is
 * drawn, so that what comes near is drawn once, and again whenever the text changes its size.
 * @param items the same array as long as they are the same
 * @param place what is to be drawn for some of the items
 * @returns what `place` gave last; nothing before there is an article
 */
export function usePlacedNear<Item extends Passage, Placed>(
  article: Article | null,
  items: readonly Item[],
  place: (article: Article, items: readonly Item[]) => readonly Placed[],
): readonly Placed[] {
  const [placed, setPlaced] = useState<readonly Placed[]>([])
  const near = useRef<Passage | null>(null)
  const many = items.length > FEW
  const look = useEffectEvent((at: Article, all: readonly Item[]) => {
    const stretch = many ? near.current : { start: 0, end: at.index.text.length }
    const here = stretch ? all.filter(({ start, end }) => start < stretch.end && end > stretch.start) : []
    setPlaced((known) => (known.length || here.length ? place(at, here) : known))
  })
  const lookAgain = useEffectEvent((at: Article) => look(at, items))
  useLayoutEffect(() => {
    if (article) look(article, items)
  }, [article, items])
  useEffect(() => {
    if (!article) return
    const observer = new ResizeObserver(() => lookAgain(article))
    observer.observe(article.index.root)
    // What is put between words for screen readers breaks lines anew in WebKit, while the text keeps its size.
    let asked = 0
    const changes = new MutationObserver(() => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(() => lookAgain(article))
    })
    changes.observe(article.index.root, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      changes.disconnect()
      cancelAnimationFrame(asked)
    }
  }, [article])
  useEffect(() => {
    if (!article || !many) return
    const onNear = (stretch: Passage) => {
      near.current = stretch
      lookAgain(article)
    }
    return watchNear(article.index, onNear).stop
  }, [article, many])
  return placed
}
