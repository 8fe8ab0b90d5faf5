'use client'

import { useEffect, useState } from 'react'
import { TextIndex } from '#client/selection/text-index.ts'

/** The rendered article. A new object each time its nodes were set anew, so that what depends on them is done again. */
export type Article = { index: TextIndex }

/** The chapter's article on this page; null until the browser has taken over. */
export function useArticle(): Article | null {
  const [article, setArticle] = useState<Article | null>(null)
  useEffect(() => {
    const root = document.getElementById('chapter-text')
    if (!root) return
    const index = new TextIndex(root)
    setArticle({ index })
    // Painting never touches the article's own children: when those change, its inner HTML was set anew.
    const observer = new MutationObserver(() => {
      index.refresh()
      setArticle({ index })
    })
    observer.observe(root, { childList: true })
    return () => observer.disconnect()
  }, [])
  return article
}
