'use client'

import { useEffect, useState } from 'react'
import { readSelection } from '#client/selection/selection.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { quoteOf } from '#components/passages/passage-quote.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { describe } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Evidence, EvidencePassage } from '#domain/answer.ts'
import * as say from '#messages/answering.ts'

/** As many passages as the server takes for one answer. */
const MOST = 6
/** UTF-16 units of the longest passage that it takes. */
const LONGEST = 1_500

type PickerProps = { chosen: Evidence; onPick: (passage: EvidencePassage) => void }

/** Where the passages of an answer come from: what the reader and the group have highlighted, and words selected now. */
export function PassagePicker({ chosen, onPick }: PickerProps) {
  const { standing, placeOf, revision } = useNotes()
  const { article } = useChapterPage()
  const { viewerId } = useTalkPlace()
  const selected = useSelectedNow()
  if (chosen.length >= MOST) return <p className="text-muted text-sm">{say.mostPassages()}</p>
  const isFree = ({ start, end }: Passage) => !chosen.some((known) => known.start === start && known.end === end)
  const pick = (passage: Passage) => article && onPick({ ...describe(article.index.text, passage), chapterRevision: revision })
  const marked = standing.filter((note) => !note.deleted && note.end - note.start <= LONGEST && isFree(note))
  const unique = [...new Map(marked.map((note) => [`${note.start}-${note.end}`, note])).values()]
  const lists = [
    { title: say.yourHighlights(), notes: unique.filter(({ creator }) => creator?.id === viewerId) },
    { title: say.groupHighlights(), notes: unique.filter(({ creator }) => creator?.id !== viewerId) },
  ].filter(({ notes }) => notes.length > 0)
  return (
    <div className="space-y-2 rounded-md border border-line p-3">
      <p className="text-muted text-sm">{say.pickHint()}</p>
      {selected && article && isFree(selected) && selected.end - selected.start <= LONGEST && (
        <Button size="small" onClick={() => pick(selected)}>
          {say.takeSelection({ words: quoteOf({ exact: article.index.text.slice(selected.start, selected.end) }) })}
        </Button>
      )}
      {lists.length === 0 && <p className="text-sm">{say.noHighlights()}</p>}
      {lists.map(({ title, notes }) => (
        <section key={title} aria-label={title}>
          <p className="label-caps">{title}</p>
          <ul className="max-h-56 overflow-y-auto">
            {notes.map((note) => (
              <li key={note.id}>
                <button
                  type="button"
                  onClick={() => pick(note)}
                  className="wrap-anywhere w-full rounded-sm py-1.5 text-start text-sm target hover:underline"
                >
                  <span className="text-muted">{placeOf(note)}</span> “{quoteOf(note)}”
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The words of the article that are selected, or were before the hand went to this list. */
function useSelectedNow(): Passage | null {
  const { article } = useChapterPage()
  const [selected, setSelected] = useState<Passage | null>(null)
  useEffect(() => {
    if (!article) return
    const read = () => {
      const passage = readSelection(document.getSelection(), article.index)
      if (passage) setSelected(passage)
    }
    read()
    document.addEventListener('selectionchange', read)
    return () => document.removeEventListener('selectionchange', read)
  }, [article])
  return selected
}
