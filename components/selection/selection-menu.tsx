'use client'

import { Highlighter, Link, MessageCircleQuestionMark, MessageSquarePlus } from 'lucide-react'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { isComposing } from '#client/composing.ts'
import { focusKeepingSelection } from '#client/selection/keep-selection.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import type { NewNoteKind } from '#components/chapter-state/new-note.tsx'
import { useNewNote } from '#components/chapter-state/new-note.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useCopyLink, useMark } from '#components/selection/use-mark.ts'
import type { SelectedPassage } from '#components/selection/use-selected-passage.ts'
import { QuestionSign } from '#components/ui/question-sign.tsx'
import { useRoomBelowToasts } from '#components/ui/toast.tsx'
import { describe } from '#domain/anchoring/describe.ts'
import { EXACT_MAX } from '#domain/anchoring/passage.ts'
import * as help from '#messages/help.ts'

/** Space between the selection and the menu, and between the menu and the window's edge, in pixels. */
const GAP = 8

/** The buttons beside or below the selected words. */
export function SelectionMenu({ selected, dismiss }: { selected: SelectedPassage; dismiss: () => void }) {
  const { passage, by } = selected
  const { article } = useChapterPage()
  const { close } = useOpenedNotes()
  const newNote = useNewNote()
  const mark = useMark()
  const copyLink = useCopyLink()
  const box = useRef<HTMLDivElement>(null)
  const docked = by === 'touch'
  usePlaceBeside(box, selected, !docked)
  useRoomBelowToasts('menu', docked ? '4.25rem' : null)
  const back = useMenuKeys(box, selected.focus, dismiss)
  const done = () => {
    document.getSelection()?.removeAllRanges()
    back()
    dismiss()
  }
  const write = (kind: NewNoteKind) => {
    close()
    if (article) newNote.startAt(describe(article.index.text, passage), kind)
  }
  const { waits } = newNote.writing
  const waiting = waits && (newNote.target?.kind ?? 'note')
  const actions = [
    { icon: <Highlighter aria-hidden size={18} />, label: 'Highlight', run: () => mark(passage, 'highlighting') },
    {
      icon: <MessageSquarePlus aria-hidden size={18} />,
      label: waiting === 'note' ? 'Move my note here' : 'Note',
      run: () => write('note'),
    },
    { icon: <QuestionSign />, label: help.askingPuzzling(), run: () => mark(passage, 'questioning') },
    {
      icon: <MessageCircleQuestionMark aria-hidden size={18} />,
      label: waiting === 'question' ? 'Move my question here' : help.askingGroup(),
      run: () => write('question'),
    },
    { icon: <Link aria-hidden size={18} />, label: 'Copy link', run: () => copyLink(passage) },
  ]
  const tooLong = passage.end - passage.start > EXACT_MAX
  return (
    <div
      ref={box}
      role="toolbar"
      aria-label="Selected words"
      className={`annotate-menu no-print ${docked ? 'docked' : ''}`}
      // A press on the menu must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
    >
      {tooLong ? (
        <p className="px-3 py-2 text-sm">Select fewer words: a passage may have {EXACT_MAX.toLocaleString('en-GB')} letters.</p>
      ) : (
        actions.map(({ icon, label, run }) => (
          <button
            key={label}
            type="button"
            onClick={() => {
              run()
              done()
            }}
          >
            {icon} {label}
          </button>
        ))
      )}
      {by === 'keyboard' && !selected.focus && (
        <span role="status" className="sr-only">
          Words selected. Press Tab to highlight them or write a note, Escape to leave.
        </span>
      )}
    </div>
  )
}

/** Puts the menu where the hand is: under the end of the selection, or over its beginning when it was drawn backwards. */
function usePlaceBeside(box: { current: HTMLElement | null }, { passage, backward }: SelectedPassage, enabled: boolean) {
  const { article } = useChapterPage()
  useLayoutEffect(() => {
    if (!enabled) return
    const place = () => {
      const menu = box.current
      const rects = [...(article?.index.rangeOf(passage)?.getClientRects() ?? [])].filter(({ width }) => width > 0)
      const [first, last] = [rects[0], rects.at(-1)]
      if (!menu || !first || !last) return
      const { offsetWidth: width, offsetHeight: height } = menu
      const over = first.top - GAP - height
      const under = last.bottom + GAP
      const preferred = backward ? over : under
      const y = Math.max(GAP, Math.min(preferred < GAP ? under : preferred, innerHeight - height - GAP))
      const leftwards = article !== null && getComputedStyle(article.index.root).direction === 'rtl'
      const [head, tail] = leftwards ? [first.right, last.left] : [first.left, last.right]
      const x = (backward ? head : tail) - width / 2
      menu.style.left = `${Math.max(GAP, Math.min(x, document.documentElement.clientWidth - width - GAP)) + scrollX}px`
      menu.style.top = `${y + scrollY}px`
    }
    place()
    addEventListener('resize', place)
    return () => removeEventListener('resize', place)
  }, [box, article, passage, backward, enabled])
}

/**
 * Escape closes the menu. Tab goes from the text into it, and on from its last button to what follows in the page.
 * @param focus the menu takes the focus at once
 * @returns a function that gives the focus back to where it came from
 */
function useMenuKeys(box: { current: HTMLElement | null }, focus: boolean, dismiss: () => void) {
  const from = useRef<Element | null>(null)
  const back = useCallback(() => {
    if (from.current instanceof HTMLElement) focusKeepingSelection(from.current)
  }, [])
  // Before it is seen: somebody quick presses Tab as soon as the menu is there.
  useLayoutEffect(() => {
    if (focus && !box.current?.contains(document.activeElement)) {
      from.current = document.activeElement
      const first = box.current?.querySelector('button')
      if (first) focusKeepingSelection(first)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event)) return
      const menu = box.current
      const inside = menu?.contains(document.activeElement) ?? false
      if (event.key === 'Escape') {
        if (inside) back()
        event.preventDefault()
        dismiss()
      }
      if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return
      const buttons = [...(menu?.querySelectorAll('button') ?? [])]
      const next = inside ? buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + (event.shiftKey ? -1 : 1)] : buttons[0]
      if (inside ? next : next && !event.shiftKey && isReading()) {
        if (!inside) from.current = document.activeElement
        event.preventDefault()
        if (next) focusKeepingSelection(next)
      } else if (inside) {
        // The browser goes on from where the reader was.
        back()
        dismiss()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [box, focus, back, dismiss])
  return back
}

/** The focus is in the text or nowhere: Tab is not on its way through other controls. */
function isReading(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.closest('#chapter-text, main:focus') !== null
}
