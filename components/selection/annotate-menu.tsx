'use client'

import { createPortal } from 'react-dom'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { KeyboardGate } from '#components/keyboard/keyboard-gate.tsx'
import { SelectionMenu } from '#components/selection/menu-on-demand.tsx'
import { usePrepare } from '#components/selection/use-prepare.ts'
import { useSelectedPassage } from '#components/selection/use-selected-passage.ts'

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
