'use client'

import { type RefObject, useMemo, useState } from 'react'
import { NoteCard } from '#components/annotations/note-card.tsx'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { hasWords } from '#components/annotations/standing.ts'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'

const NewNoteEditor = later(() => import('#components/annotations/new-note-editor.tsx').then((file) => file.NewNoteEditor))

/** The id under which the note that is being written stands among the others. */
export const NEW_NOTE = 'new-note'

type Listed = Passage & { id: string; annotation: Annotation | null }

/** The notes to list, in the order of the text, the one being written among them; marks without words only on demand. */
export function useListedNotes(withQuiet: boolean): Listed[] {
  const { shown, commentsOn, opened, newNote } = useNotes()
  const { passage, target } = newNote
  return useMemo(() => {
    const withWords = shown.filter(
      (annotation) => withQuiet || hasWords(annotation, commentsOn(annotation.id).length) || opened?.ids.includes(annotation.id),
    )
    const listed: Listed[] = withWords.map((annotation) => ({
      id: annotation.id,
      start: annotation.start,
      end: annotation.end,
      annotation,
    }))
    if (!target) return listed
    const { start, end } = passage ?? { start: 0, end: 1 }
    const after = listed.findIndex((item) => item.start > start)
    return listed.toSpliced(after === -1 ? listed.length : after, 0, { id: NEW_NOTE, start, end, annotation: null })
  }, [shown, commentsOn, opened, withQuiet, passage, target])
}

/** Notes one after another. */
export function NoteList({ listed, list }: { listed: readonly Listed[]; list?: RefObject<HTMLOListElement | null> }) {
  const { commentsOn, placeOf, opened, open, waiting } = useNotes()
  return (
    <ol ref={list} className="note-list">
      {listed.map(({ id, annotation }) => (
        <li key={id}>
          {annotation ? (
            <NoteCard
              annotation={annotation}
              comments={commentsOn(id)}
              place={placeOf(annotation)}
              isNear={opened?.ids.includes(id) ?? false}
              isOpen={opened?.frontId === id}
              waits={waiting.has(id)}
              open={open}
            />
          ) : (
            <NewNoteEditor />
          )}
        </li>
      ))}
    </ol>
  )
}

/** Notes on words that the chapter no longer has: nothing anybody wrote disappears without a trace. */
export function LostNotes() {
  const { shownLost, commentsOn, opened, open, waiting } = useNotes()
  if (shownLost.length === 0) return null
  return (
    <section aria-labelledby="lost-notes-title" className="mt-6">
      <h3 id="lost-notes-title">Without a place</h3>
      <p className="mt-1 text-muted text-sm">The chapter was edited since. {whyLost(shownLost)}</p>
      <ol className="mt-2 space-y-2">
        {shownLost.map((annotation) => (
          <li key={annotation.id}>
            <NoteCard
              annotation={annotation}
              comments={commentsOn(annotation.id)}
              place=""
              isNear={opened?.ids.includes(annotation.id) ?? false}
              isOpen={opened?.frontId === annotation.id}
              waits={waiting.has(annotation.id)}
              open={open}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A moment after an edit, notes may still be on their way into the new text. */
function whyLost(notes: readonly Annotation[]): string {
  if (notes.every(({ lost }) => lost)) return 'These notes were about words that are not in it any more.'
  return 'These notes are being carried over into the text of today.'
}

/** A switch that also lists marks without words. */
export function useQuietSwitch() {
  const { shown, commentsOn } = useNotes()
  const [withQuiet, setWithQuiet] = useState(false)
  const quiet = shown.filter((annotation) => !hasWords(annotation, commentsOn(annotation.id).length)).length
  const marks = quiet === 1 ? '1 highlight without a note' : `${quiet} highlights without a note`
  const quietSwitch = quiet > 0 && (
    <Button variant="plain" size="small" className="needs-script -ms-2.5" aria-pressed={withQuiet} onClick={() => setWithQuiet(!withQuiet)}>
      {withQuiet ? `Hide ${marks}` : `Show ${marks}`}
    </Button>
  )
  return { withQuiet, quietSwitch }
}

/** What an empty list of notes says, and how to begin with any hand. */
export function HowToAnnotate({ empty }: { empty: boolean }) {
  const { wishKeyboard } = useNotes()
  return (
    <div className="needs-script text-muted text-sm">
      {empty && <p>Nobody has marked anything yet: select a few words to begin.</p>}
      <div className="-ms-2.5 flex flex-wrap">
        <Button variant="plain" size="small" onClick={() => wishKeyboard('caret')}>
          Read with the keyboard
        </Button>
        <Button variant="plain" size="small" onClick={() => wishKeyboard('shortcuts')}>
          Shortcuts
        </Button>
      </div>
    </div>
  )
}
