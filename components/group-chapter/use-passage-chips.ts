import { useEffect, useEffectEvent } from 'react'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'

/** A passage named in somebody's words (server/markdown/cited-paragraphs.ts) leads to its words, and not to its paragraph alone. */
export function usePassageChips(): void {
  const { article } = useChapterPage()
  const { showPassage } = useOpenedNotes()
  const follow = useEffectEvent(async (chip: HTMLAnchorElement) => {
    const paragraph = document.getElementById(chip.hash.slice(1))
    const start = paragraph && article?.index.offsetOf({ node: paragraph, offset: 0 })
    const { findNamedPassage } = await import('#domain/anchoring/find-named-passage.ts')
    const passage = article && findNamedPassage(article.index.text, chip.textContent, start ?? 0)
    if (passage) showPassage(passage, true)
    else location.hash = chip.hash
  })
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const chip = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a.chip[href^="#p"]')
      if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      follow(chip).catch(() => {
        location.hash = chip.hash
      })
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [])
}
