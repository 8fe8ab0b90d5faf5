'use client'

import type { Route } from 'next'
import { type ReactNode, useId, useRef } from 'react'
import { useDesk } from '#components/desk/desk-context.tsx'
import { focusAfter } from '#components/desk/focus-after.ts'
import { useDecide } from '#components/desk/use-decide.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { Piece } from '#domain/anchoring/differences.ts'
import type { ChangedNote, DecidedNote, LostNote } from '#domain/change.ts'

type Note = ChangedNote | LostNote | DecidedNote

/** A note whose words are others now: both side by side, and whether that is all right. */
export function ChangedWords({ note, chapter }: { note: ChangedNote; chapter: string }) {
  const { groupId } = useDesk()
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

/** A note whose words are gone, in the gap that they left. */
export function LostWords({ note, chapter, waits = false }: { note: LostNote; chapter: string | null; waits?: boolean }) {
  const { groupId, language } = useDesk()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  const { around, exact } = note
  return (
    <Card box={box} note={note} what={waits ? 'is on words that are gone' : 'stands without a place'}>
      <Quote label="Its words">
        <del className="no-underline">{exact}</del>
      </Quote>
      {waits && around && (
        <figure className="mt-3">
          <figcaption className="text-muted text-sm">They stood here{note.paragraph && `, after or in ¶ ${note.paragraph}`}</figcaption>
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
      {chapter && (
        <div className="needs-script mt-3 flex flex-wrap gap-2">
          <AttachLink note={note} chapter={chapter}>
            Attach it in the chapter
          </AttachLink>
          {waits && (
            <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.keepUnattached(note))}>
              Keep it without a place
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}

const DECIDED = {
  accept: 'accepted the new words of your note',
  attach: 'attached your note to other words',
  unattach: 'kept your note without a place in the text',
}

/** What somebody else decided about one's own note. */
export function DecidedWords({ note }: { note: DecidedNote }) {
  const { groupId } = useDesk()
  const decide = useDecide(groupId)
  const box = useRef<HTMLLIElement>(null)
  const { before, after, actor, decision } = note
  return (
    <Card box={box} note={note} what={`: ${actor || 'Somebody'} ${DECIDED[decision]}`}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Quote label="Before">{before}</Quote>
        {after !== null && <Quote label="Now">{after}</Quote>}
      </div>
      <NoteBody note={note} />
      <div className="needs-script mt-3 flex flex-wrap gap-2">
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.takeNote(note))}>
          All right
        </Button>
        <Button busy={decide.busy} onClick={() => focusAfter(box.current, decide.takeBack(note))}>
          Undo that
        </Button>
      </div>
    </Card>
  )
}

function Card({ box, note, what, children }: { box: { current: HTMLLIElement | null }; note: Note; what: string; children: ReactNode }) {
  const titleId = useId()
  const whose = note.isOwn ? 'Your note' : `A note by ${note.creator.name}`
  // What has no place in the text is in none of its paragraphs.
  const isPlaced = !('around' in note) && !('after' in note && note.after === null)
  return (
    <li ref={box} tabIndex={-1} aria-labelledby={titleId} className="rounded-md border border-line bg-raised p-4">
      <h4 id={titleId} className="font-sans text-base">
        {whose}
        {isPlaced && note.paragraph && ` in ¶ ${note.paragraph}`}
        {what.startsWith(':') ? what : ` ${what}`}
        {note.isPrivate && <span className="ms-2 rounded-sm border border-muted px-1 font-normal text-muted text-xs">Only you</span>}
      </h4>
      <div className="mt-3">{children}</div>
    </li>
  )
}

function Quote({ label, children }: { label: string; children: ReactNode }) {
  const { language } = useDesk()
  return (
    <figure className="min-w-0">
      <figcaption className="text-muted text-sm">{label}</figcaption>
      <blockquote lang={language} className="mt-1 whitespace-pre-line break-words border-line border-s-4 ps-3 font-serif">
        {children}
      </blockquote>
    </figure>
  )
}

/** The differing words are told apart by lines as well as by colour. */
function Pieces({ pieces, mark: Mark }: { pieces: Piece[]; mark: 'del' | 'ins' }) {
  const look = Mark === 'del' ? 'bg-tint-4 line-through' : 'bg-tint-2 font-semibold underline underline-offset-4'
  return pieces.map(({ text, differs }, at) =>
    differs ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no names and never change places
      <Mark key={at} className={look}>
        {text}
      </Mark>
    ) : (
      text
    ),
  )
}

function NoteBody({ note: { html } }: { note: Note }) {
  return html ? (
    <Prose html={html} className="mt-3 line-clamp-4 text-base" />
  ) : (
    <p className="mt-3 text-muted text-sm">A highlight, without a note.</p>
  )
}

function AttachLink({ note, chapter, children }: { note: Note; chapter: string; children: ReactNode }) {
  const { groupId } = useDesk()
  const place = note.paragraph ? `#p${note.paragraph}` : ''
  return (
    <ButtonLink href={`/groups/${groupId}/${chapter}?attach=${note.annotationId}${place}` as Route} prefetch={false}>
      {children}
    </ButtonLink>
  )
}
