'use client'

import { createPortal } from 'react-dom'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { usePrepare } from '#components/chapter-state/use-prepare.ts'
import { KeyboardGate } from '#components/keyboard/keyboard-gate.tsx'
import { SelectionMenu } from '#components/selection/menu-on-demand.tsx'
import { useSelectedPassage } from '#components/selection/use-selected-passage.ts'

/** What can be done with the selected words. */
export function AnnotateMenu() {
  const { article } = useChapterPage()
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
