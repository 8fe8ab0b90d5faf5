'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { isBackward, isWithin, readSelection } from '#client/selection/selection.ts'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import type { Passage } from '#domain/anchoring/passage.ts'

export type SelectedPassage = {
  passage: Passage
  /** Drawn towards the beginning of the text: the hand is at its upper end. */
  backward: boolean
  /** By what it was selected: beside a mouse the menu may stand, a finger has the system's own menu there. */
  by: 'mouse' | 'touch' | 'keyboard'
  /** The menu was asked for by a key and takes the focus. */
  focus: boolean
}

/** Selecting by other means than the browser's. */
export type SelectionChoice = {
  /** Takes these words as selected, now. */
  choose: (passage: Passage, backward: boolean) => void
  /** While held, the browser's selection alone does not count: it is drawn step by step, and a key says when it is done. */
  hold: (held: boolean) => void
}

/** How long a selection must rest before it counts, in milliseconds: handles of a phone move it in steps. */
const REST = 250

/** The passage that the reader has selected, once the selection rests and the pointer is up; null while there is none. */
export function useSelectedPassage(article: Article | null): [SelectedPassage | null, () => void, SelectionChoice] {
  const [selected, setSelected] = useState<SelectedPassage | null>(null)
  const held = useRef(false)
  useEffect(() => {
    if (!article) return
    let by: SelectedPassage['by'] = matchMedia('(pointer: coarse)').matches ? 'touch' : 'mouse'
    let isDown = false
    /** The browser's selection is another one than was read last: a press elsewhere must not bring back a menu that was closed. */
    let isNew = false
    let timer: ReturnType<typeof setTimeout> | undefined
    /** What a finger last selected with both ends in the article. */
    let last: Passage | null = null
    const read = () => {
      isNew = false
      const selection = document.getSelection()
      const passage = readSelection(selection, article.index, last)
      if (!passage || !selection || isWriting()) return setSelected(null)
      if (held.current) return
      const backward = isBackward(selection)
      if (last && !isWithin(selection, article.index)) select(article, passage)
      setSelected((known) => (isSame(known, passage, by) ? known : { passage, backward, by, focus: false }))
    }
    const readSoon = (wait: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => !isDown && read(), wait)
    }
    const onDown = (event: PointerEvent) => {
      isDown = event.pointerType === 'mouse'
      by = event.pointerType === 'mouse' ? 'mouse' : 'touch'
    }
    const onUp = () => {
      isDown = false
      if (isNew) readSoon(0)
    }
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return
      if (!event.shiftKey && !event.key.startsWith('Arrow')) return
      by = 'keyboard'
    }
    const onChange = () => {
      isNew = true
      const selection = document.getSelection()
      if (by !== 'touch' || !selection || selection.isCollapsed) last = null
      else if (isWithin(selection, article.index)) last = readSelection(selection, article.index)
      readSoon(REST)
    }
    const listening = new AbortController()
    const early = { capture: true, signal: listening.signal }
    document.addEventListener('pointerdown', onDown, early)
    document.addEventListener('pointerup', onUp, early)
    document.addEventListener('pointercancel', onUp, early)
    document.addEventListener('keydown', onKey, early)
    document.addEventListener('selectionchange', onChange, { signal: listening.signal })
    // Selected before the scripts had come.
    if (document.getSelection()?.isCollapsed === false) onChange()
    return () => {
      clearTimeout(timer)
      listening.abort()
    }
  }, [article])
  const dismiss = useCallback(() => setSelected(null), [])
  const choice = useMemo<SelectionChoice>(
    () => ({
      choose: (passage, backward) => setSelected({ passage, backward, by: 'keyboard', focus: true }),
      hold(now) {
        held.current = now
      },
    }),
    [],
  )
  return [selected, dismiss, choice]
}

/** Shows what counts as selected where the browser shows more. */
function select({ index }: Article, passage: Passage): void {
  const span = index.spanOf(passage)
  if (span) document.getSelection()?.setBaseAndExtent(span.start.node, span.start.offset, span.end.node, span.end.offset)
}

/** Typing in a field moves a selection of its own, which is not the reader's. */
function isWriting(): boolean {
  return document.activeElement?.matches('input, textarea, select') ?? false
}

function isSame(known: SelectedPassage | null, { start, end }: Passage, by: SelectedPassage['by']): boolean {
  return known !== null && known.passage.start === start && known.passage.end === end && known.by === by
}
