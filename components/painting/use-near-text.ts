'use client'

import { useEffect, useMemo, useState } from 'react'
import { watchNear } from '#client/selection/near-window.ts'
import type { Article } from '#components/annotations/use-article.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** More signs at the text than this are drawn only near the window. */
const FEW = 60

/** Of many things that stand at passages those near the window, of few all of them; none before there is an article. */
export function useNearText<Item extends Passage>(article: Article | null, items: readonly Item[]): readonly Item[] {
  const [near, setNear] = useState<Passage | null>(null)
  const many = items.length > FEW
  useEffect(() => {
    if (article && many) return watchNear(article.index, setNear).stop
  }, [article, many])
  return useMemo(() => {
    if (!many) return items
    return near ? items.filter(({ start, end }) => start < near.end && end > near.start) : []
  }, [items, many, near])
}
