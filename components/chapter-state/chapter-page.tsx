'use client'

import { createContext, type ReactNode, useEffect, useMemo, useState } from 'react'
import { TextIndex } from '#client/selection/text-index.ts'
import { useWide } from '#components/chapter-state/use-wide.ts'
import { useRequired } from '#components/ui/use-required.ts'

/** The rendered article. A new object each time its nodes were set anew, so that what depends on them is done again. */
export type Article = { index: TextIndex }

/** The chapter's article on this page; null until the browser has taken over. */
function useArticle(): Article | null {
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

type ChapterPage = {
  article: Article | null
  /** There is a margin for the notes. */
  wide: boolean
}

const ChapterPageContext = createContext<ChapterPage | null>(null)

/** The page that the chapter is read on. It changes when the text is set anew and when the window becomes wide or narrow. */
export const useChapterPage = (): ChapterPage => useRequired(ChapterPageContext, 'ChapterPageProvider')

export function ChapterPageProvider({ children }: { children: ReactNode }) {
  const article = useArticle()
  const wide = useWide()
  const page = useMemo(() => ({ article, wide }), [article, wide])
  return <ChapterPageContext value={page}>{children}</ChapterPageContext>
}
