'use client'

import { useCreateAnnotation } from '#client/annotations.ts'
import { excerpt } from '#components/annotations/excerpt.ts'
import { OnlyMe } from '#components/annotations/note-fields.tsx'
import { useNotes } from '#components/annotations/notes-context.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { WordsForm } from '#components/threads/words-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { describe } from '#domain/anchoring/describe.ts'

/** The note that is being written, at its passage. */
export function NewNoteEditor() {
  const place = useTalkPlace()
  const { article, newNote, placeOf, open } = useNotes()
  const create = useCreateAnnotation(place)
  const { target, passage, writing } = newNote
  if (!target) return null
  if (!writing.open) {
    return (
      <Button variant="quiet" size="small" className="w-full" onClick={writing.start}>
        Go on with your note
      </Button>
    )
  }
  async function save(body: string) {
    if (!target || !passage || !article)
      throw new Error('The words of this note are not in the chapter any more. Select others and choose “Move my note here”.')
    const { id, visibility } = target
    const { revision = '' } = (article.index.root as HTMLElement).dataset
    const saved = await create.mutateAsync({ id, chapterRevision: revision, visibility, body, ...describe(article.index.text, passage) })
    open([saved.id], { focus: true })
  }
  return (
    <section aria-label="New note" className="card border-accent">
      <p className="mb-1 line-clamp-2 text-muted text-sm">
        {passage && placeOf(passage)} <q className="font-serif">{excerpt(target.exact, 90)}</q>
      </p>
      {article && !passage && (
        <Notice tone="error">These words are not in the chapter any more. Select others and choose “Move my note here”.</Notice>
      )}
      <WordsForm
        label="Your note"
        submit="Save note"
        writing={writing}
        onSave={save}
        refuse={(text) => (text.trim() ? null : 'Write a note first. To mark the words without a note, choose Highlight.')}
      >
        <OnlyMe visibility={target.visibility} onChange={newNote.setVisibility} />
      </WordsForm>
    </section>
  )
}
