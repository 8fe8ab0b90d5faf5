'use client'

import { createPortal } from 'react-dom'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { usePrepare } from '#components/annotations/use-prepare.ts'
import { useSelectedPassage } from '#components/annotations/use-selected-passage.ts'
import { KeyboardGate } from '#components/keyboard/keyboard-gate.tsx'
import { later } from '#components/ui/later.tsx'

const SelectionMenu = later(
  () => import('#components/annotations/selection-menu.tsx').then((file) => file.SelectionMenu),
  (line) => <div className="annotate-menu docked appears-late no-print">{line}</div>,
)

/** What can be done with the selected words. The menu is fetched when a hand first comes to the text. */
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
