'use client'

import { useLayoutEffect, useRef } from 'react'
import { useMeetingNotes } from '#client/meeting-notes.ts'
import type { NotesState } from '#client/notes-keeper.ts'
import { moveCaret } from '#client/notes-merge.ts'
import { TextArea } from '#components/ui/field.tsx'
import type { Meeting } from '#domain/meeting.ts'

/** The notes that the whole group writes at once. */
export function NotesArea({ groupId, meeting }: { groupId: string; meeting: Meeting }) {
  const { text, status, message, keeper } = useMeetingNotes(groupId, meeting)
  const area = useRef<HTMLTextAreaElement>(null)
  const shown = useRef(text)
  const composing = useRef(false)

  // The browser owns the text while people type; others' words are put in around the caret, never in the midst of a composition.
  const takeIn = () => {
    const element = area.current
    const { text } = keeper.snapshot()
    if (!element || composing.current || text === element.value) return
    const { value: before, selectionStart, selectionEnd, selectionDirection, scrollTop } = element
    element.value = text
    shown.current = text
    if (document.activeElement === element)
      element.setSelectionRange(moveCaret(before, text, selectionStart), moveCaret(before, text, selectionEnd), selectionDirection)
    element.scrollTop = scrollTop
  }
  const takeOut = () => {
    const value = area.current?.value ?? ''
    if (value === shown.current) return
    const before = shown.current
    shown.current = value
    keeper.edit(value, before)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is what the effect waits for; it reads the newest from the keeper
  useLayoutEffect(() => {
    // Also what was typed before the page came alive.
    takeOut()
    takeIn()
  }, [text, keeper])

  return (
    <div className="space-y-1">
      <TextArea
        ref={area}
        label="What was said, agreed and left open"
        hint="Everybody in the group can write here, also at the same time."
        className="min-h-48"
        defaultValue={text}
        // A browser that brings back an old text after a reload would undo what others wrote.
        autoComplete="off"
        onChange={takeOut}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={() => {
          composing.current = false
          takeIn()
        }}
        onBlur={() => void keeper.flush()}
      />
      <SaveStatus status={status} message={message} />
    </div>
  )
}

function SaveStatus({ status, message }: Pick<NotesState, 'status' | 'message'>) {
  const failed = message !== ''
  return (
    <p className={`text-sm ${failed ? 'text-danger' : 'text-muted'}`}>
      {/* Only failures are announced: "Saving" and "Saved" every second would drown everything else. */}
      <span role="status">{failed && `Not saved: ${message}`}</span>
      {!failed && (status === 'saved' ? 'Saved' : 'Saving…')}
    </p>
  )
}
