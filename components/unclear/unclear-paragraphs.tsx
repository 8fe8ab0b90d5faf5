'use client'

import { useCallback, useEffect, useState } from 'react'
import { useUnclear } from '#client/unclear.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { later } from '#components/ui/later.tsx'
import { menuOnItsWay } from '#components/ui/menu-on-its-way.tsx'
import { UnclearButton } from '#components/unclear/unclear-button.tsx'
import { UnclearSigns } from '#components/unclear/unclear-signs.tsx'
import * as m from '#messages/unclear.ts'

const ParagraphMenu = later(() => import('#components/unclear/paragraph-menu.tsx').then((file) => file.ParagraphMenu), menuOnItsWay)

/** Says at the ¶ numbers what is unclear, and opens what can be done with a paragraph when its number is pressed. */
export function UnclearParagraphs({ revision }: { revision: string }) {
  const unclear = useUnclear(useTalkPlace())
  const { article } = useChapterPage()
  const [link, setLink] = useState<HTMLAnchorElement | null>(null)
  const root = article?.index.root

  useEffect(() => {
    const text = article?.index.root
    if (!(text instanceof HTMLElement)) return
    const links = unclear.flatMap(({ paragraph, mine, step }) => {
      const number = text.querySelector<HTMLAnchorElement>(`#p${CSS.escape(paragraph)} > .paragraph-link`)
      return number ? [{ number, name: number.ariaLabel, mine, step }] : []
    })
    for (const { number, name, mine, step } of links) {
      const told = [step > 0 && m.toMany({ step }), mine && m.toYou()].filter(Boolean).join(', ')
      number.ariaLabel = `${name}: ${told}`
      number.dataset.unclear = step > 0 ? `${step}+ unclear` : 'unclear'
    }
    return () => {
      for (const { number, name } of links) {
        number.ariaLabel = name
        delete number.dataset.unclear
      }
    }
  }, [article, unclear])

  useEffect(() => {
    if (!(root instanceof HTMLElement)) return
    const onClick = (event: MouseEvent) => {
      const pressed = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.paragraph-link') : null
      if (!pressed || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      setLink((known) => (known === pressed ? null : pressed))
    }
    root.addEventListener('click', onClick)
    return () => root.removeEventListener('click', onClick)
  }, [root])

  const close = useCallback(() => setLink(null), [])
  return (
    <>
      <UnclearButton revision={revision} />
      <UnclearSigns revision={revision} />
      {link && <ParagraphMenu key={link.hash} link={link} revision={revision} close={close} />}
    </>
  )
}
