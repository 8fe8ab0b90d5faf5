'use client'

import { useEffect } from 'react'
import type { Article } from '#components/chapter-state/chapter-page.tsx'

/** Prepares a part of the page when a hand first comes to the text: it is there when the hand lets go. */
export function usePrepare(article: Article | null, part: { prepare: () => void }): void {
  useEffect(() => {
    const root = article?.index.root
    root?.addEventListener('pointerdown', part.prepare, { once: true })
    return () => root?.removeEventListener('pointerdown', part.prepare)
  }, [article, part])
}
