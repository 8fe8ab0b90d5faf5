'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useUnclear } from '#client/unclear.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { QuestionSign } from '#components/ui/question-sign.tsx'
import { useUnclearMark } from '#components/unclear/use-unclear-mark.ts'
import * as m from '#messages/unclear.ts'

/** How long the button stays when the mouse leaves the text, on its way to it. In milliseconds. */
const STAY = 800

/**
 * "This is unclear" with one press of the mouse, in the gutter beside the paragraph under it. Fingers have a sign of their
 * own (unclear-signs.tsx), keys the menu of the ¶ number, which is why nobody is told of this button who cannot point at it.
 */
export function UnclearButton({ revision }: { revision: string }) {
  const { article, wide } = useChapterPage()
  const [at, setAt] = useState<{ label: string; top: number } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const root = article?.index.root
  const stay = useCallback(() => clearTimeout(timer.current), [])
  const leave = useCallback(() => {
    stay()
    timer.current = setTimeout(() => setAt(null), STAY)
  }, [stay])
  useEffect(() => {
    if (!(root instanceof HTMLElement) || !wide) return
    const onOver = (event: PointerEvent) => {
      const block = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-n]:not(a)') : null
      const label = block?.dataset.n
      if (event.pointerType !== 'mouse' || event.buttons || !block || !label) return
      stay()
      const top = block.getBoundingClientRect().top - (root.parentElement?.getBoundingClientRect().top ?? 0)
      setAt((known) => (known?.label === label && known.top === top ? known : { label, top }))
    }
    root.addEventListener('pointerover', onOver, { passive: true })
    root.addEventListener('pointerleave', leave)
    return () => {
      stay()
      root.removeEventListener('pointerover', onOver)
      root.removeEventListener('pointerleave', leave)
    }
  }, [root, wide, stay, leave])
  if (!at || !wide || !root?.parentElement) return null
  return createPortal(<Button key={at.label} {...at} revision={revision} onEnter={stay} onLeave={leave} />, root.parentElement)
}

type ButtonProps = { label: string; top: number; revision: string; onEnter: () => void; onLeave: () => void }

function Button({ label, top, revision, onEnter, onLeave }: ButtonProps) {
  const mine = useUnclear(useTalkPlace()).find(({ paragraph }) => paragraph === label)?.mine ?? false
  const mark = useUnclearMark(revision)
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      title={mine ? m.clear() : m.unclear()}
      className="unclear-button no-print"
      style={{ top }}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      onClick={() => mark(label)}
    >
      <QuestionSign />
    </button>
  )
}
