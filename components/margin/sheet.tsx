'use client'

import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { isComposing } from '#client/composing.ts'
import { focusParagraphOf } from '#client/selection/paragraph-link.ts'
import { NewNoteEditor } from '#components/annotations/new-note-editor.tsx'
import { NewSince, NextUnread } from '#components/annotations/next-unread.tsx'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNewNote } from '#components/chapter-state/new-note.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { NoteFilterSwitch, NoteFilters } from '#components/filters/note-filter-switch.tsx'
import { HowToAnnotate, LostNotes, NoteList, useQuietSwitch } from '#components/margin/note-list.tsx'
import { StrandedReplies } from '#components/margin/stranded-replies.tsx'
import { useKeyboardInset } from '#components/margin/use-keyboard-inset.ts'
import { useListedNotes } from '#components/margin/use-listed-notes.ts'
import { useRoomBelowToasts } from '#components/ui/toast.tsx'

/** How far the sheet is pulled down before letting go closes it, in pixels. */
const PULL = 72

/** The sheet over the foot of the page. */
export function Sheet({ writing }: { writing: boolean }) {
  const { article } = useChapterPage()
  const { standing } = useNotes()
  const { opened, listed, close, arrive } = useOpenedNotes()
  const newNote = useNewNote()
  const box = useRef<HTMLElement>(null)
  useKeyboardInset(box)
  // At the top of the window.
  useRoomBelowToasts('sheet', 'calc(100dvh - 6rem - var(--bottom-bar, 0px) - var(--changes-bar, 0px))')
  const shut = () => (writing ? newNote.writing.close('left') : close())
  const pull = usePull(box, shut)
  const front = standing.find(({ id }) => id === opened?.frontId)
  /** Back to where the reader came from; if that was nowhere, to the words of the note. */
  const leave = useEffectEvent((opener: Element | null) => {
    const passage = writing ? newNote.passage : front
    if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus({ preventScroll: true })
    else if (article && passage) focusParagraphOf(article.index, passage)
  })
  // While it still holds the focus, or that would be lost with it.
  useLayoutEffect(() => {
    const sheet = box.current
    const opener = document.activeElement
    return () => {
      if (sheet?.contains(document.activeElement)) leave(opener)
    }
  }, [])
  useEffect(() => {
    if (!writing) box.current?.focus({ preventScroll: true })
    arrive()
  }, [writing, arrive])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') shut()
  }
  const title = writing ? (newNote.target?.kind === 'question' ? 'New question' : 'New note') : listed ? 'Notes' : 'Note'
  return (
    <section ref={box} role="dialog" aria-label={title} tabIndex={-1} className="note-sheet no-print" onKeyDown={onKeyDown}>
      <div className="note-sheet-head" {...pull}>
        <span aria-hidden className="note-sheet-grip" />
        {writing ? <h2 className="me-auto text-lg">{title}</h2> : listed ? <ListHead /> : <Steps frontId={opened?.frontId ?? ''} />}
        <button type="button" aria-label="Close" onClick={shut} className="inline-flex items-center justify-center rounded-md target">
          <X aria-hidden size={20} />
        </button>
      </div>
      <div className="note-sheet-body">{writing ? <NewNoteEditor /> : listed ? <AllNotes /> : <OpenNotes />}</div>
    </section>
  )
}

function ListHead() {
  return (
    <>
      <h2 className="me-auto text-lg">Notes</h2>
      <NextUnread className="px-2 target" />
      <NoteFilterSwitch />
    </>
  )
}

/** To the note before and the note after, in the order of the text. */
function Steps({ frontId }: { frontId: string }) {
  const { open, list } = useOpenedNotes()
  const { shown } = useNoteFilter()
  const at = shown.findIndex(({ id }) => id === frontId)
  const step = (by: number) => {
    const next = shown[at + by]
    if (next) open([next.id], { reveal: true })
  }
  const button = 'inline-flex items-center justify-center rounded-md target aria-disabled:opacity-40'
  return (
    <>
      <button type="button" aria-label="Previous note" aria-disabled={at <= 0} className={button} onClick={() => step(-1)}>
        <ChevronLeft aria-hidden size={20} />
      </button>
      <span role="status" className="text-muted text-sm tabular-nums">
        {at < 0 ? 'Note' : `${at + 1} of ${shown.length}`}
      </span>
      <button type="button" aria-label="Next note" aria-disabled={at === shown.length - 1} className={button} onClick={() => step(1)}>
        <ChevronRight aria-hidden size={20} />
      </button>
      <button type="button" className="me-auto px-2 text-accent target" onClick={list}>
        All notes
      </button>
    </>
  )
}

function OpenNotes() {
  const { lost } = useNotes()
  const { opened } = useOpenedNotes()
  const { listed, unfold } = useListedNotes(false)
  const near = listed.filter(({ id }) => opened?.ids.includes(id))
  // The one in front comes first; the others that lie under the same letter follow.
  const ordered = near.toSorted((a, b) => Number(b.id === opened?.frontId) - Number(a.id === opened?.frontId))
  return lost.some(({ id }) => opened?.ids.includes(id)) ? <LostNotes /> : <NoteList listed={ordered} unfold={unfold} />
}

function AllNotes() {
  const { standing, lost } = useNotes()
  const { withQuiet, quietSwitch } = useQuietSwitch()
  const { listed, unfold } = useListedNotes(withQuiet)
  return (
    <>
      <NoteFilters />
      <NewSince />
      <HowToAnnotate empty={standing.length + lost.length === 0} />
      {quietSwitch}
      <NoteList listed={listed} unfold={unfold} />
      <LostNotes />
      <StrandedReplies />
    </>
  )
}

/** Lets the sheet be pulled down by its head. */
function usePull(box: { current: HTMLElement | null }, shut: () => void) {
  const from = useRef<number | null>(null)
  const move = (distance: number) => box.current?.style.setProperty('translate', `0 ${Math.max(0, distance)}px`)
  const end = (event: PointerEvent) => {
    if (from.current === null) return
    const pulled = event.clientY - from.current
    from.current = null
    move(0)
    if (event.type === 'pointerup' && pulled > PULL) shut()
  }
  return {
    onPointerDown(event: PointerEvent) {
      if (event.target instanceof Element && event.target.closest('button')) return
      from.current = event.clientY
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent) => from.current !== null && move(event.clientY - from.current),
    onPointerUp: end,
    onPointerCancel: end,
  }
}
