import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { PlainNote } from '#components/exports/plain-note.tsx'
import { NOTES_A_PAGE, type NotesPart, placeInText } from '#domain/exported-note.ts'
import type { Chapter } from '#domain/guide.ts'

type PlainNotesProps = Omit<ComponentProps<typeof PlainNote>, 'note' | 'place'> & { part: NotesPart; chapter: Chapter }

/** Notes one after another as they stand in the text, with links to those before and after. */
export function PlainNotes({ part, chapter, ...about }: PlainNotesProps) {
  const { address } = about
  const { total, from, notes } = part
  if (total === 0) return <p className="mt-6 text-muted">Nobody has marked anything in this chapter yet.</p>
  return (
    <>
      <Steps part={part} address={address} />
      <ol start={from} className="my-2 divide-y divide-line border-line border-y">
        {notes.map((note) => (
          <li key={note.id}>
            <PlainNote {...about} note={note} place={placeInText(note, chapter)} />
          </li>
        ))}
      </ol>
      {notes.length > 20 && <Steps part={part} address={address} again />}
    </>
  )
}

const written = new Intl.NumberFormat('en-GB')

/** "Notes 201–400 of 10,000 · Earlier · Later" */
function Steps({ part: { total, from, notes }, address, again = false }: { part: NotesPart; address: string; again?: boolean }) {
  const last = from + notes.length - 1
  const page = (to: number) => `${address}/notes${to > 1 ? `?from=${to}` : ''}` as Route
  const step = (to: number, word: string) => (
    <Link href={page(to)} prefetch={false} className="link target inline-flex items-center">
      {word}
    </Link>
  )
  return (
    <nav aria-label={again ? 'More notes' : 'Which notes'} className={`flex flex-wrap items-center gap-x-3 ${again ? 'no-print' : ''}`}>
      <span className="text-muted">
        {notes.length === 0
          ? `There are ${written.format(total)} notes`
          : `Notes ${written.format(from)}–${written.format(last)} of ${written.format(total)}`}
      </span>
      {from > 1 && step(notes.length === 0 ? 1 : Math.max(1, from - NOTES_A_PAGE), notes.length === 0 ? 'From the first' : 'Earlier')}
      {last < total && notes.length > 0 && step(last + 1, 'Later')}
    </nav>
  )
}
