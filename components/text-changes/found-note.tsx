'use client'

import { useRef } from 'react'
import { AttachByHand } from '#components/text-changes/attach-by-hand.tsx'
import { useTextChanges } from '#components/text-changes/changes-context.tsx'
import { focusAfter } from '#components/text-changes/focus-after.ts'
import { Card, NoteBody, Pieces, Quote } from '#components/text-changes/note-card.tsx'
import { useDecide } from '#components/text-changes/use-decide.ts'
import { Button } from '#components/ui/button.tsx'
import type { FoundNote } from '#domain/change.ts'

/**
 * A note whose chapter is gone and whose words stand in another, to say whether that is its place.
 * @param stays its own chapter was withdrawn, so that it can stay there
 */
export function FoundWords({ note, stays }: { note: FoundNote; stays: boolean }) {
  const { groupId } = useTextChanges()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  const { paragraph, same } = note
  const where = ` was found in “${note.in.title}”${paragraph ? `, ¶ ${paragraph}` : ''}`
  return (
    <Card box={box} note={note} where={where} what={same ? ', word for word' : ', in other words'}>
      {same ? (
        <Quote label="Its words">
          <Pieces pieces={note.after} mark="ins" />
        </Quote>
      ) : (
        <div className="grid gap-3 sm:grid-cols-2">
          <Quote label="Before">
            <Pieces pieces={note.before} mark="del" />
          </Quote>
          <Quote label="There">
            <Pieces pieces={note.after} mark="ins" />
          </Quote>
        </div>
      )}
      <NoteBody note={note} />
      <div className="needs-script mt-3 flex flex-wrap gap-2">
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.acceptFound(note))}>
          Move it there
        </Button>
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.keepUnattached(note))}>
          {stays ? 'Leave it where it is' : 'Keep it without a place'}
        </Button>
      </div>
      <AttachByHand annotationId={note.annotationId} first={note.in.chapter} />
    </Card>
  )
}

type MoveAllProps = { chapter: string; whose: 'own' | 'others'; notes: number; listed: number }

/** Moves all notes of a chapter that stand elsewhere word for word. */
export function MoveAll({ chapter, whose, notes, listed }: MoveAllProps) {
  const { groupId } = useTextChanges()
  const decide = useDecide(groupId)
  const box = useRef<HTMLDivElement>(null)
  if (notes < 2) return null
  return (
    <div className="needs-script mt-3">
      {/* Without neighbours: once it goes, the focus goes to the heading of the part. */}
      <div ref={box} className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.acceptAllFound(chapter, whose))}>
          Move all {notes} that are word for word the same
        </Button>
        {listed < notes && <p className="text-muted">{listed} of them are shown.</p>}
      </div>
    </div>
  )
}
