'use client'

import { createPortal } from 'react-dom'
import { SelectionMenu } from '#components/annotations/menu-on-demand.tsx'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { usePrepare } from '#components/annotations/use-prepare.ts'
import { useSelectedPassage } from '#components/annotations/use-selected-passage.ts'
import { KeyboardGate } from '#components/keyboard/keyboard-gate.tsx'

/** What can be done with the selected words. */
export function AnnotateMenu() {
  const { article } = useNotes()
  const [selected, dismiss, choice] = useSelectedPassage(article)
  usePrepare(article, SelectionMenu)
  const menu = selected && <SelectionMenu key={selected.passage.start} selected={selected} dismiss={dismiss} />
  return (
    <>
      <KeyboardGate choice={choice} />
      {article && menu && createPortal(menu, document.body)}
    </>
  )
}
