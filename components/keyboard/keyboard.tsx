'use client'

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type CaretMode, createCaretMode } from '#client/selection/caret-mode.ts'
import { caretAt } from '#client/selection/point.ts'
import type { Article } from '#components/chapter-state/chapter-page.tsx'
import { useKeyboardWish } from '#components/chapter-state/keyboard-wish.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'
import { isReadingKey } from '#components/keyboard/reading-key.ts'
import { ShortcutList } from '#components/keyboard/shortcut-list.tsx'
import { tellMarks } from '#components/keyboard/tell-marks.ts'
import type { SelectionChoice } from '#components/selection/use-selected-passage.ts'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import './caret.css'

type KeyboardProps = {
  article: Article
  choice: SelectionChoice
  /** Takes over every key pressed on the page; null when this goes away. */
  onReady: (handler: ((event: KeyboardEvent) => void) | null) => void
}

/** Everything that keys do in the text: the caret, the way from note to note, the list of shortcuts. */
export function Keyboard({ article, choice, onReady }: KeyboardProps) {
  const { standing, commentsOn } = useNotes()
  const { opened, open, close } = useOpenedNotes()
  const { shown } = useNoteFilter()
  const { goToNextUnread, unreadLeft } = useUnreadTour()
  const { keyboardWish } = useKeyboardWish()
  const { viewerId } = useTalkPlace()
  const nameOf = useNameOf()
  const [listed, setListed] = useState(false)
  const mode = useRef<CaretMode | null>(null)
  const status = useRef<HTMLSpanElement>(null)
  const under = useRef('')

  const say = useCallback((words: string) => {
    if (!status.current) return
    // The same words again are said again only if they differ.
    status.current.textContent = status.current.textContent === words ? `${words}\u00a0` : words
  }, [])
  const notesAt = (offset: number) =>
    shown.filter(({ start, end }) => start <= offset && offset < end).sort((a, b) => a.end - a.start - (b.end - b.start))
  const openAt = useEffectEvent((offset: number) => {
    const ids = notesAt(offset).map(({ id }) => id)
    open(ids, { focus: true })
    return ids.length > 0
  })
  const marksAt = useEffectEvent((offset: number) => {
    const marks = tellMarks(notesAt(offset), (id) => commentsOn(id).length, { viewerId, nameOf })
    const before = under.current
    under.current = marks
    if (marks === before) return ''
    return marks ? `${marks}:` : 'End of highlight.'
  })
  const choose = useEffectEvent((passage: { start: number; end: number }, backward: boolean) => choice.choose(passage, backward))

  useEffect(() => {
    const made = createCaretMode(article.index, {
      say,
      choose: (passage, backward) => choose(passage, backward),
      openAt: (offset) => openAt(offset),
      marksAt: (offset) => marksAt(offset),
      onTurn: (on) => choice.hold(on),
    })
    mode.current = made
    return () => made.remove()
  }, [article, choice, say])

  /** To the note after, or before, the caret; else the one that is open; else the top of the window. */
  const step = (by: 1 | -1) => {
    const caret = mode.current?.isOn() ? mode.current.offset() : null
    const at = caret === null ? shown.findIndex(({ id }) => id === opened?.frontId) : -1
    const from = caret ?? topOffset(article)
    const beside = by > 0 ? shown.findIndex(({ start }) => start >= from) : shown.findLastIndex(({ start }) => start < from)
    const next = shown[at === -1 ? beside : at + by]
    if (next) open([next.id], { focus: true, reveal: true })
    else say(by > 0 ? 'No note after this.' : 'No note before this.')
  }
  const backToText = (target: Element) => {
    const id = target.closest('[id^="annotation-"]')?.id.slice('annotation-'.length)
    const annotation = standing.find((each) => each.id === id)
    if (!annotation) return
    close()
    const { start, end } = annotation
    const was = mode.current?.offset() ?? -1
    mode.current?.start(was >= start && was < end ? was : start)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.target instanceof Element)) return
    if (mode.current?.onKey(event)) return event.preventDefault()
    if (!isReadingKey(event)) return
    event.preventDefault()
    if (event.key === 'Escape') backToText(event.target)
    else if (event.key === 'c') mode.current?.start()
    else if (event.key === 'n' || event.key === ']') step(1)
    else if (event.key === 'p' || event.key === '[') step(-1)
    else if (event.key === '?') setListed(true)
    else if (event.key === 'u' && unreadLeft > 0) goToNextUnread()
    else if (event.key === 'u') say('Nothing is unread.')
  })
  const ready = useEffectEvent(onReady)
  useEffect(() => {
    ready((event) => onKey(event))
    return () => ready(null)
  }, [])
  useEffect(() => {
    if (keyboardWish?.what === 'caret') mode.current?.start()
    if (keyboardWish?.what === 'shortcuts') setListed(true)
  }, [keyboardWish])

  return (
    <>
      <span ref={status} role="status" className="sr-only" />
      <ShortcutList open={listed} onClose={() => setListed(false)} />
    </>
  )
}

/** The offset of the first words in view. */
function topOffset({ index }: Article): number {
  const { left, width } = index.root.getBoundingClientRect()
  const place = caretAt(left + width / 2, 72, document)
  if (place && index.root.contains(place.node)) return index.offsetOf(place)
  return index.root.getBoundingClientRect().top > 0 ? 0 : index.text.length
}
