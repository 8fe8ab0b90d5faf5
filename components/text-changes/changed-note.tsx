'use client'

import type { Route } from 'next'
import { type ReactNode, useRef } from 'react'
import { AttachByHand } from '#components/text-changes/attach-by-hand.tsx'
import { useTextChanges } from '#components/text-changes/changes-context.tsx'
import { focusAfter } from '#components/text-changes/focus-after.ts'
import { Card, NoteBody, Pieces, Quote } from '#components/text-changes/note-card.tsx'
import { useDecide } from '#components/text-changes/use-decide.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import type { ChangedNote, DecidedNote, LostNote } from '#domain/change.ts'

/** A note whose words are others now: both side by side, and whether that is all right. */
export function ChangedWords({ note, chapter }: { note: ChangedNote; chapter: string }) {
  const { groupId } = useTextChanges()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  return (
    <Card box={box} note={note} what="is on words that have changed">
      <div className="grid gap-3 sm:grid-cols-2">
        <Quote label="Before">
          <Pieces pieces={note.before} mark="del" />
        </Quote>
        <Quote label="Now">
          <Pieces pieces={note.after} mark="ins" />
        </Quote>
      </div>
      <NoteBody note={note} />
      <div className="needs-script mt-3 flex flex-wrap gap-2">
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.accept(note))}>
          Accept the new words
        </Button>
        <AttachLink note={note} chapter={chapter}>
          Attach it elsewhere
        </AttachLink>
      </div>
    </Card>
  )
}

/**
 * A note whose words are gone, in the gap that they left.
 * @param chapter where it may be attached anew; null when its own chapter is gone, so that any other may be
 */
export function LostWords({ note, chapter, waits = false }: { note: LostNote; chapter: string | null; waits?: boolean }) {
  const { groupId, language } = useTextChanges()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  const { around, exact } = note
  return (
    <Card
      box={box}
      note={note}
      what={!waits ? 'stands without a place' : chapter ? 'is on words that are gone' : 'was found in no other chapter'}
    >
      <Quote label="Its words">
        <del className="no-underline">{exact}</del>
      </Quote>
      {waits && around && (
        <figure className="mt-3">
          <figcaption className="text-muted text-sm">
            They stood here{note.in && `, in “${note.in.title}”`}
            {note.paragraph && `, after or in ¶ ${note.paragraph}`}
          </figcaption>
          <p lang={language} className="mt-1 whitespace-pre-line font-serif text-muted">
            {around.before}
            <span className="mx-1 inline-block rounded-sm border-2 border-danger border-dashed px-1.5 font-sans text-danger text-sm">
              words gone
            </span>
            {around.after}
          </p>
        </figure>
      )}
      <NoteBody note={note} />
      <div className="needs-script mt-3 flex flex-wrap gap-2">
        {chapter && (
          <AttachLink note={note} chapter={chapter}>
            Attach it in the chapter
          </AttachLink>
        )}
        {waits && (
          <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.keepUnattached(note))}>
            Keep it without a place
          </Button>
        )}
      </div>
      {!chapter && <AttachByHand annotationId={note.annotationId} first={note.in?.chapter ?? null} />}
    </Card>
  )
}

const DECIDED = {
  accept: 'accepted the new words of your note',
  attach: 'attached your note to other words',
  unattach: 'kept your note without a place in the text',
}

/**
 * What somebody else decided about one's own note.
 * @param stays its chapter was withdrawn, so that it has its place there still
 */
export function DecidedWords({ note, stays }: { note: DecidedNote; stays: boolean }) {
  const { groupId } = useTextChanges()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  const { before, after, actor, decision, cameHere } = note
  const moved = cameHere && decision === 'accept' && 'moved your note here, where its words are now'
  const left = stays && decision === 'unattach' && 'left your note where it is'
  const did = moved || left || DECIDED[decision]
  return (
    <Card box={box} note={note} what={`: ${actor || 'Somebody'} ${did}`}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Quote label="Before">{before}</Quote>
        {after !== null && <Quote label="Now">{after}</Quote>}
      </div>
      <NoteBody note={note} />
      <div className="needs-script mt-3 flex flex-wrap gap-2">
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.acknowledge(note))}>
          All right
        </Button>
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.takeBack(note))}>
          Undo that
        </Button>
      </div>
    </Card>
  )
}

function AttachLink({ note, chapter, children }: { note: ChangedNote | LostNote; chapter: string; children: ReactNode }) {
  const { groupId } = useTextChanges()
  const place = note.paragraph ? `#p${note.paragraph}` : ''
  return (
    <ButtonLink href={`/groups/${groupId}/${chapter}?attach=${note.annotationId}${place}` as Route} prefetch={false}>
      {children}
    </ButtonLink>
  )
}
