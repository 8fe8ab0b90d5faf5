'use client'

import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useNotes } from '#components/annotations/notes-context.tsx'
import type { SelectionChoice } from '#components/annotations/use-selected-passage.ts'
import { isReadingKey } from '#components/keyboard/reading-key.ts'

const Keyboard = lazy(() => import('#components/keyboard/keyboard.tsx'))

/** Waits for the first key that is meant for the text; only then what acts on keys is loaded. */
export function KeyboardGate({ choice }: { choice: SelectionChoice }) {
  const { article, keyboardWish } = useNotes()
  const [wanted, setWanted] = useState(false)
  const act = useRef<((event: KeyboardEvent) => void) | null>(null)
  const early = useRef<KeyboardEvent[]>([])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if (act.current) return act.current(event)
      if (!isReadingKey(event)) return
      event.preventDefault()
      early.current.push(event)
      setWanted(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  if (!article || !(wanted || keyboardWish)) return null
  return (
    <Suspense fallback={null}>
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
    </Suspense>
  )
}
