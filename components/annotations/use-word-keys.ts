'use client'

import { useEffect } from 'react'
import { moveSelection, passageOf, type WordSelection } from '#client/selection/words.ts'
import type { Article } from '#components/annotations/use-article.ts'

const KEYS: Record<string, { forward: boolean; unit: 'word' | 'sentence' }> = {
  ArrowRight: { forward: true, unit: 'word' },
  ArrowLeft: { forward: false, unit: 'word' },
  ArrowDown: { forward: true, unit: 'sentence' },
  ArrowUp: { forward: false, unit: 'sentence' },
}

/**
 * Lets the keyboard alone select words: with the focus on a paragraph's number, arrow keys pick a word of it and, with
 * Shift, take in more words or sentences. Up and down without Shift go on scrolling the page.
 */
export function useWordKeys(article: Article | null): void {
  useEffect(() => {
    const root = article?.index.root
    if (!article || !(root instanceof HTMLElement)) return
    const { index } = article
    let link: Element | null = null
    let selection: WordSelection | null = null
    const onKeyDown = (event: KeyboardEvent) => {
      const key = KEYS[event.key]
      const on = event.target instanceof Element ? event.target.closest('.paragraph-link') : null
      if (!key || !on || event.ctrlKey || event.metaKey || event.altKey) return
      if (key.unit === 'sentence' && !event.shiftKey) return
      event.preventDefault()
      const fresh = on !== link || document.getSelection()?.isCollapsed !== false
      link = on
      const from = index.offsetOf({ node: on, offset: 0 })
      selection = moveSelection(index.text, fresh ? null : selection, from, { ...key, extend: event.shiftKey })
      const range = selection && index.rangeOf(passageOf(selection))
      if (!range || !selection) return
      document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
      const word = index.rangeOf(selection.focus)?.getBoundingClientRect()
      if (word && (word.top < 0 || word.bottom > innerHeight)) scrollBy({ top: word.top - innerHeight / 2 })
    }
    root.addEventListener('keydown', onKeyDown)
    return () => root.removeEventListener('keydown', onKeyDown)
  }, [article])
}
