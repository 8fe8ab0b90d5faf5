'use client'

import { useEffect, useRef, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useKeyboardWish } from '#components/chapter-state/keyboard-wish.tsx'
import { isReadingKey, isReadingOn } from '#components/keyboard/reading-key.ts'
import { SelectionMenu } from '#components/selection/menu-on-demand.tsx'
import type { SelectionChoice } from '#components/selection/use-selected-passage.ts'
import { later } from '#components/ui/later.tsx'
import { menuOnItsWay } from '#components/ui/menu-on-its-way.tsx'

/** Comes with the menu that Enter opens: a next key finds it there and is not lost. */
const Keyboard = later(
  () => Promise.all([import('#components/keyboard/keyboard.tsx'), SelectionMenu.prepare()]).then(([file]) => file.Keyboard),
  menuOnItsWay,
)

/** Waits for the first key that is meant for the text; only then what acts on keys is fetched. Keys pressed meanwhile are kept. */
export function KeyboardGate({ choice }: { choice: SelectionChoice }) {
  const { article } = useChapterPage()
  const { keyboardWish } = useKeyboardWish()
  const [wanted, setWanted] = useState(false)
  const act = useRef<((event: KeyboardEvent) => void) | null>(null)
  const early = useRef<KeyboardEvent[]>([])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return
      if (act.current) return act.current(event)
      if (!isReadingKey(event) && !(early.current.length > 0 && isReadingOn(event))) return
      event.preventDefault()
      early.current.push(event)
      setWanted(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  if (!article || !(wanted || keyboardWish)) return null
  return (
    <Keyboard
      choice={choice}
      article={article}
      onReady={(handler) => {
        act.current = handler
        queueMicrotask(() => {
          if (act.current) for (const event of early.current.splice(0)) act.current(event)
        })
      }}
    />
  )
}
