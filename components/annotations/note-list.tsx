'use client'

import { type RefObject, useState } from 'react'
import { NearWindow } from '#components/annotations/near-window.tsx'
import { NoteCard } from '#components/annotations/note-card.tsx'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { hasWords } from '#components/annotations/standing.ts'
import type { Listed } from '#components/annotations/use-listed-notes.ts'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import type { Annotation } from '#domain/annotation.ts'

const NewNoteEditor = later(() => import('#components/annotations/new-note-editor.tsx').then((file) => file.NewNoteEditor))

/** In a longer list than this, cards are made when they come near the window. */
const LONG = 60

type NoteListProps = { listed: readonly Listed[]; unfold: (place: string) => void; list?: RefObject<HTMLOListElement | null> }

/** Notes one after another. */
export function NoteList({ listed, unfold, list }: NoteListProps) {
  return (
    <ol ref={list} className="note-list">
      {listed.map((item, at) => (
        <li key={item.id}>
          {'folded' in item ? (
            <Button variant="plain" size="small" onClick={() => unfold(item.place)}>
              {item.folded === 1 ? '1 more note' : `${item.folded} more notes`}
              {item.place && ` on ${item.place}`}
            </Button>
          ) : item.annotation ? (
            <Note annotation={item.annotation} eager={listed.length <= LONG || at < LONG / 2} />
          ) : (
            <NewNoteEditor />
          )}
        </li>
      ))}
    </ol>
  )
}

function Note({ annotation, isLost = false, eager }: { annotation: Annotation; isLost?: boolean; eager: boolean }) {
  const { commentsOn, placeOf, opened, open, waiting } = useNotes()
  const { id } = annotation
  const isNear = opened?.ids.includes(id) ?? false
  return (
    <NearWindow eager={eager || isNear} className="note-to-come">
      <NoteCard
        annotation={annotation}
        comments={commentsOn(id)}
        place={isLost ? '' : placeOf(annotation)}
        isNear={isNear}
        isOpen={opened?.frontId === id}
        waits={waiting.has(id)}
        open={open}
      />
    </NearWindow>
  )
}

/** Notes on words that the chapter no longer has: nothing anybody wrote disappears without a trace. */
export function LostNotes() {
  const { shownLost } = useNotes()
  if (shownLost.length === 0) return null
  return (
    <section aria-labelledby="lost-notes-title" className="mt-6">
      <h3 id="lost-notes-title">Without a place</h3>
      <p className="mt-1 text-muted text-sm">The chapter was edited since. {whyLost(shownLost)}</p>
      <ol className="mt-2 space-y-2">
        {shownLost.map((annotation) => (
          <li key={annotation.id}>
            <Note annotation={annotation} isLost eager={shownLost.length <= LONG} />
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
  const { wishKeyboard, known } = useNotes()
  return (
    <div className="needs-script text-muted text-sm">
      {empty && <p>{known ? 'Nobody has marked anything yet: select a few words to begin.' : 'The notes are on their way.'}</p>}
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
