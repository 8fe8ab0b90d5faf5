'use client'

import { type ReactNode, useId } from 'react'
import { useTextChanges } from '#components/text-changes/changes-context.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { Piece } from '#domain/anchoring/differences.ts'
import type { ChangedNote, DecidedNote, FoundNote, LostNote } from '#domain/change.ts'
import { creatorName } from '#domain/viewer.ts'

type Note = ChangedNote | FoundNote | LostNote | DecidedNote

type CardProps = {
  box: { current: HTMLLIElement | null }
  note: Note
  what: string
  /** Where it is, such as " in ¶ 12", unless that is a paragraph of its own chapter. */
  where?: string
  children: ReactNode
}

/** One note that a change of the text has touched, named by whose it is and what happened to it. */
export function Card({ box, note, what, where, children }: CardProps) {
  const titleId = useId()
  // What has no place in the text is in none of its paragraphs.
  const isPlaced = !('around' in note) && !('after' in note && note.after === null)
  const whose = note.isOwn ? 'Your note' : `A note by ${creatorName(note.creator)}`
  return (
    <li ref={box} tabIndex={-1} aria-labelledby={titleId} className="rounded-md border border-line bg-raised p-4">
      <h4 id={titleId} className="font-sans text-base">
        {whose}
        {where ?? (isPlaced && note.paragraph && ` in ¶ ${note.paragraph}`)}
        {/^[:,]/.test(what) ? what : ` ${what}`}
        {note.isPrivate && <span className="ms-2 rounded-sm border border-muted px-1 font-normal text-muted text-xs">Only you</span>}
      </h4>
      <div className="mt-3">{children}</div>
    </li>
  )
}

/** Words of the text, with what they are. */
export function Quote({ label, children }: { label: string; children: ReactNode }) {
  const { language } = useTextChanges()
  return (
    <figure className="min-w-0">
      <figcaption className="text-muted text-sm">{label}</figcaption>
      <blockquote lang={language} className="mt-1 whitespace-pre-line wrap-anywhere border-line border-s-4 ps-3 font-serif">
        {children}
      </blockquote>
    </figure>
  )
}

/** The differing words are told apart by lines as well as by colour. */
export function Pieces({ pieces, mark: Mark }: { pieces: Piece[]; mark: 'del' | 'ins' }) {
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

/** The note itself, in a few lines. */
export function NoteBody({ note: { html } }: { note: Note }) {
  return html ? (
    <Prose html={html} textAt={null} className="mt-3 line-clamp-4 text-base" />
  ) : (
    <p className="mt-3 text-muted text-sm">A highlight, without a note.</p>
  )
}
