'use client'

import { useEffect, useEffectEvent } from 'react'
import { useUnclear } from '#client/unclear.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useUnclearMark } from '#components/unclear/use-unclear-mark.ts'

/** No mouse, which has a button of its own in the gutter (unclear-button.tsx). */
const FINGER = '(pointer: coarse)'

/**
 * "This is unclear" with one tap: a quiet word in the room below each paragraph. Drawn by the style sheet, it adds no letter to the
 * article; keys and screen readers have the same in the menu of the ¶ number, and are not told of it a second time.
 */
export function UnclearSigns({ revision }: { revision: string }) {
  const { article } = useChapterPage()
  const unclear = useUnclear(useTalkPlace())
  const mark = useUnclearMark(revision)
  const press = useEffectEvent((label: string) => void mark(label))

  useEffect(() => {
    const root = article?.index.root
    if (!root || !matchMedia(FINGER).matches) return
    const signs = [...root.querySelectorAll<HTMLElement>('[data-n]:not(a)')].map((paragraph) => {
      const sign = root.ownerDocument.createElement('button')
      sign.type = 'button'
      sign.tabIndex = -1
      sign.ariaHidden = 'true'
      sign.className = 'unclear-sign no-print'
      sign.dataset.label = paragraph.dataset.n ?? ''
      sign.addEventListener('click', () => press(sign.dataset.label ?? ''))
      paragraph.append(sign)
      return sign
    })
    return () => {
      for (const sign of signs) sign.remove()
    }
  }, [article])

  useEffect(() => {
    for (const sign of article?.index.root.querySelectorAll<HTMLElement>('.unclear-sign') ?? []) {
      sign.toggleAttribute('data-mine', unclear.find(({ paragraph }) => paragraph === sign.dataset.label)?.mine ?? false)
    }
  }, [article, unclear])
  return null
}
