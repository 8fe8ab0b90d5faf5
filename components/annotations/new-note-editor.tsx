'use client'

import { useCreateAnnotation } from '#client/annotations.ts'
import { useCreateGroupQuestion } from '#client/group-questions.ts'
import { focusParagraphOf } from '#client/selection/paragraph-link.ts'
import { OnlyMe } from '#components/annotations/note-fields.tsx'
import { TagsField } from '#components/annotations/tags-field.tsx'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNewNote } from '#components/chapter-state/new-note.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { Leaving } from '#components/threads/use-writing.ts'
import { WordsForm } from '#components/threads/words-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { describe } from '#domain/anchoring/describe.ts'

/** What the two kinds of things that one can write on a passage are called. */
const WORDS = {
  note: {
    title: 'New note',
    label: 'Your note',
    submit: 'Save note',
    goOn: 'Go on with your note',
    move: 'Move my note here',
    empty: 'Write a note first. To mark the words without a note, choose Highlight.',
  },
  question: {
    title: 'New question',
    label: 'Your question to the group',
    submit: 'Suggest question',
    goOn: 'Go on with your question',
    move: 'Move my question here',
    empty: 'Write the question first. To mark the words without one, choose “Puzzling”.',
  },
}

/** The note, or the question, that is being written, at its passage. */
export function NewNoteEditor() {
  const { article } = useChapterPage()
  const { placeOf } = useNotes()
  const { open } = useOpenedNotes()
  const newNote = useNewNote()
  const { target, passage, writing } = newNote
  const save = useSave()
  if (!target) return null
  const asks = target.kind === 'question'
  const words = WORDS[asks ? 'question' : 'note']
  if (!writing.open) {
    return (
      <Button variant="quiet" size="small" className="w-full" onClick={writing.start}>
        {words.goOn}
      </Button>
    )
  }
  /** Whoever does not save goes back to the words; a note that was saved takes the focus itself. */
  const close = (how: Leaving) => {
    if (article && passage) focusParagraphOf(article.index, passage)
    writing.close(how)
  }
  const finish: typeof writing.finish = (sent, saved) => {
    const goesOn = writing.finish(sent, saved)
    // A field that goes on takes the focus instead.
    open([target.id], goesOn ? {} : { focus: true })
    return goesOn
  }
  const lost = `These words are not in the chapter any more. Select others and choose “${words.move}”.`
  return (
    <section aria-label={words.title} className="card border-accent">
      <p className="mb-1 line-clamp-2 text-muted text-sm">
        {passage && placeOf(passage)} <q className="font-serif">{excerpt(target.exact, 90)}</q>
      </p>
      {article && !passage && <Notice tone="error">{lost}</Notice>}
      <WordsForm
        key={words.label}
        label={words.label}
        submit={words.submit}
        writing={{ ...writing, close, finish }}
        plain={asks}
        onSave={(body) => save(body, lost)}
        refuse={(text) => (text.trim() ? null : words.empty)}
      >
        {asks ? (
          <p className="text-muted text-sm">The group sees it under “Suggested by members”; facilitators take it up or not.</p>
        ) : (
          <>
            <TagsField tags={target.tags ?? []} onChange={newNote.setTags} />
            <OnlyMe visibility={target.visibility} onChange={newNote.setVisibility} />
          </>
        )}
      </WordsForm>
    </section>
  )
}

/** Saves what was written at its passage. A question needs two steps: its mark on the passage, and itself. Both may be repeated. */
function useSave() {
  const place = useTalkPlace()
  const { article } = useChapterPage()
  const newNote = useNewNote()
  const { target, passage } = newNote
  const create = useCreateAnnotation(place)
  const suggest = useCreateGroupQuestion(place)
  const toast = useToast()
  return async (body: string, lost: string) => {
    if (!target || !passage || !article) throw new Error(lost)
    const { id, questionId, visibility, kind, tags = [] } = target
    const { revision = '' } = (article.index.root as HTMLElement).dataset
    const at = { id, chapterRevision: revision, ...describe(article.index.text, passage) }
    if (kind === 'question') {
      await create.mutateAsync({ ...at, visibility: 'GROUP', motivation: 'questioning', body: '' })
      const question = await suggest.mutateAsync({ ...(questionId && { id: questionId }), annotationId: id, text: body })
      toast('Your question is suggested to the group.')
      return question
    }
    return create.mutateAsync({ ...at, visibility, tags, body })
  }
}
