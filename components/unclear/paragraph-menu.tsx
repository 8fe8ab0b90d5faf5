'use client'

import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { isComposing } from '#client/composing.ts'
import { copyText } from '#client/copy.ts'
import { useUnclear } from '#client/unclear.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useUnclearMark } from '#components/unclear/use-unclear-mark.ts'
import * as m from '#messages/unclear.ts'

/** Space between the number and the menu, in pixels. */
const GAP = 4

type ParagraphMenuProps = { link: HTMLAnchorElement; revision: string; close: () => void }

/** What can be done with a whole paragraph, at its number: copy its address, say that it is unclear. */
export function ParagraphMenu({ link, revision, close }: ParagraphMenuProps) {
  const label = link.hash.slice('#p'.length)
  const place = useTalkPlace()
  const mark = useUnclearMark(revision)
  const { mine = false, step = 0 } = useUnclear(place).find(({ paragraph }) => paragraph === label) ?? {}
  const toast = useToast()
  const box = useRef<HTMLElement>(null)
  usePlaceUnder(box, link)
  useLeaving(box, link, close)

  async function copy() {
    history.replaceState(history.state, '', link.hash)
    toast((await copyText(link.href)) ? `The link to ¶ ${label} is copied.` : `Your browser doesn’t let us copy. The link is: ${link.href}`)
    close()
    link.focus({ preventScroll: true })
  }
  return createPortal(
    <section ref={box} aria-label={`Paragraph ${label}`} className="annotate-menu paragraph-menu no-print">
      <button type="button" aria-pressed={mine} aria-describedby="unclear-note" onClick={() => mark(label)}>
        <span aria-hidden className="paragraph-menu-box">
          {mine && '✓'}
        </span>
        {m.unclear()}
      </button>
      <p id="unclear-note" className="px-3 text-muted text-sm">
        {step > 0 ? m.saidSo({ step }) : m.withoutName()}
      </p>
      <button type="button" onClick={copy}>
        Copy link to ¶ {label}
      </button>
    </section>,
    document.body,
  )
}

/** Under the number, or over it where there is no room below. */
function usePlaceUnder(box: { current: HTMLElement | null }, link: HTMLElement) {
  useEffect(() => {
    const menu = box.current
    if (!menu) return
    const { left, top, bottom } = link.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = menu
    const y = bottom + GAP + height > innerHeight ? top - GAP - height : bottom + GAP
    const x = Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))
    menu.style.left = `${x + scrollX}px`
    menu.style.top = `${Math.max(GAP, y) + scrollY}px`
    menu.querySelector('button')?.focus({ preventScroll: true })
  }, [box, link])
}

/** Escape, a press elsewhere, and the focus going elsewhere close the menu. */
function useLeaving(box: { current: HTMLElement | null }, link: HTMLElement, close: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event)) return
      const buttons = [...(box.current?.querySelectorAll('button') ?? [])]
      const edge = event.shiftKey ? buttons[0] : buttons.at(-1)
      const leaves = event.key === 'Tab' && document.activeElement === edge
      if (event.key !== 'Escape' && !leaves) return
      // Out of the menu the browser goes on from the number: the menu itself stands at the end of the page.
      if (!leaves || event.shiftKey) event.preventDefault()
      close()
      link.focus({ preventScroll: true })
    }
    const onPress = (event: Event) => {
      const inside = event.target instanceof Node && (box.current?.contains(event.target) || link.contains(event.target))
      if (!inside) close()
    }
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('keydown', onKeyDown, { signal })
    document.addEventListener('pointerdown', onPress, { signal })
    document.addEventListener('focusin', onPress, { signal })
    return () => listening.abort()
  }, [box, link, close])
}
