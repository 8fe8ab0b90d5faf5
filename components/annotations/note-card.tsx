'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { type MouseEvent, memo, useId } from 'react'
import { useRemoveAnnotation, useRestoreAnnotation } from '#client/annotations.ts'
import { NoteQuestion } from '#components/annotations/note-question.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import type { OpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { CreatorName } from '#components/threads/creator-name.tsx'
import { DeletedWords } from '#components/threads/deleted-words.tsx'
import { Edited } from '#components/threads/edited.tsx'
import { FlagLink } from '#components/threads/flag-link.tsx'
import { OwnWordsActions } from '#components/threads/own-words-actions.tsx'
import { Reactions } from '#components/threads/reactions.tsx'
import { ResolvedWord } from '#components/threads/resolution.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Thread } from '#components/threads/thread.tsx'
import { UnreadDot, useUnread, WordsEnd } from '#components/threads/unread.tsx'
import { useWriting, type Writing } from '#components/threads/use-writing.ts'
import { Waits } from '#components/threads/waits.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import { later } from '#components/ui/later.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { QuestionSign } from '#components/ui/question-sign.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Annotation } from '#domain/annotation.ts'
import type { Comment } from '#domain/thread.ts'

const NoteForm = later(() => import('#components/annotations/note-form.tsx').then((file) => file.NoteForm))

type NoteCardProps = {
  annotation: Annotation
  comments: Comment[]
  /** "¶ 4". */
  place: string
  /** It lies under the last click; at most one of those is in front, with all that belongs to it. */
  isNear: boolean
  isOpen: boolean
  /** Its words changed or are gone, and the reader may decide what becomes of it. */
  waits: boolean
  /** The reader has begun to write in its thread. */
  unfinished: boolean
  open: OpenedNotes['open']
}

/** One note beside its passage: short while it is closed, with its thread and what can be done about it when it is open. */
export const NoteCard = memo(function NoteCard({ annotation, comments, place, isNear, isOpen, waits, unfinished, open }: NoteCardProps) {
  const { id, creator, exact, createdAt, edited, deleted, visibility } = annotation
  const asks = annotation.motivation === 'questioning' && !deleted
  const titleId = useId()
  const quote = excerpt(exact)
  const show = () => open([id], { reveal: true })
  const openFromCard = ({ target }: MouseEvent) => {
    const onControl = target instanceof Element && target.closest('a, button, input, textarea, label, summary')
    if (!isOpen && !onControl && document.getSelection()?.isCollapsed !== false) show()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the whole card is only a larger target for the button with the quote
    <article
      id={`annotation-${id}`}
      aria-labelledby={titleId}
      tabIndex={-1}
      onClick={openFromCard}
      className={`card entry ${isNear ? 'border-accent' : 'hover:border-muted'} ${isOpen ? '' : 'cursor-pointer'}`}
    >
      <h3 id={titleId} className="font-sans text-sm">
        <CreatorName creator={creator} />
        <span className="sr-only">
          {' '}
          {asks && 'has a question '}on “{quote}”{place && `, ${place}`}
        </span>
      </h3>
      <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <Time at={createdAt} />
        {edited && <Edited words={{ noun: 'annotation', id, body: annotation.body, version: annotation.version }} />}
        {visibility === 'PRIVATE' && <span className="rounded-sm border border-muted px-1">Only you</span>}
        {annotation.waits && <Waits />}
        <UnreadDot id={id} />
      </div>
      <button
        type="button"
        onClick={show}
        aria-expanded={isOpen}
        className="mt-1 block w-full text-start text-muted text-sm hover:text-ink"
      >
        {asks && <QuestionSign />}
        {place} <q className="font-serif">{quote}</q>
      </button>
      {waits && !deleted && <WordsChanged lost={annotation.lost} />}
      {deleted ? <DeletedNote annotation={annotation} /> : <NoteWords annotation={annotation} isOpen={isOpen} />}
      {annotation.waits ? null : isOpen ? (
        <div className="mt-3 border-line border-t pt-2">
          <Thread subject={{ kind: 'annotation', annotationId: id }} comments={comments} invite="Reply" />
        </div>
      ) : (
        <ReplyCount annotationId={id} comments={comments} unfinished={unfinished} onOpen={show} />
      )}
    </article>
  )
})

/** An edit of the chapter changed the words under this note, or took them away. */
function WordsChanged({ lost }: { lost: boolean }) {
  const { groupId } = useTalkPlace()
  return (
    <p className="mt-1 text-sm">
      {lost ? 'Its words are gone from the chapter.' : 'The words under it were changed.'}{' '}
      <Link href={`/groups/${groupId}/changes` as Route} prefetch={false} className="link">
        Decide where it belongs
      </Link>
    </p>
  )
}

type NoteWordsProps = { annotation: Annotation; isOpen: boolean }

/** The note itself, or the form that changes it: only those who may change it have one. */
function NoteWords(props: NoteWordsProps) {
  return props.annotation.can.edit ? <OwnWords {...props} /> : <Words {...props} />
}

function OwnWords({ annotation, isOpen }: NoteWordsProps) {
  const edit = useWriting(`edit:${annotation.id}`, annotation.body, annotation.version)
  if (edit.open) return <NoteForm annotation={annotation} writing={edit} />
  return <Words annotation={annotation} isOpen={isOpen} edit={edit} />
}

function Words({ annotation, isOpen, edit }: NoteWordsProps & { edit?: Writing }) {
  const { body, html, motivation, tags } = annotation
  const { language } = useTalkPlace()
  const asks = motivation === 'questioning'
  return (
    <>
      {body ? (
        <Prose html={html} lang={language} className={`mt-1 text-base ${isOpen ? '' : 'line-clamp-5'}`} />
      ) : (
        !asks && <p className="mt-1 text-muted text-sm">Highlighted, without a note.</p>
      )}
      <WordsEnd id={annotation.id} />
      {tags.length > 0 && <NoteTags tags={tags} />}
      {asks && <NoteQuestion annotation={annotation} isOpen={isOpen} />}
      {isOpen && <NoteActions annotation={annotation} edit={edit} />}
    </>
  )
}

function NoteActions({ annotation, edit }: { annotation: Annotation; edit: Writing | undefined }) {
  const { id, body, can, motivation } = annotation
  const place = useTalkPlace()
  const remove = useRemoveAnnotation(place)
  const restore = useRestoreAnnotation(place)
  return (
    <div className="needs-script -ms-2.5 mt-1 flex flex-wrap items-start">
      <Reactions noun="annotation" id={id} reactions={annotation.reactions} />
      <OwnWordsActions
        noun={motivation === 'questioning' ? 'question mark' : body ? 'note' : 'highlight'}
        can={can}
        edit={edit}
        remove={() => remove.mutateAsync(id)}
        restore={() => restore.mutateAsync(id)}
      />
      <a href={`#annotation-${id}`} className="inline-flex items-center px-2.5 text-accent text-sm target">
        Link to this note
      </a>
      {!can.remove && <FlagLink noun="annotation" id={id} />}
    </div>
  )
}

/** What a note is sorted under; a tag shows all notes that have it. */
function NoteTags({ tags }: { tags: string[] }) {
  const { setFilter } = useNoteFilter()
  return (
    <ul aria-label="Tags" className="mt-1 flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag}>
          <button type="button" className="tag" onClick={() => setFilter({ kind: 'tag', tag })}>
            {tag}
          </button>
        </li>
      ))}
    </ul>
  )
}

function DeletedNote({ annotation }: { annotation: Annotation }) {
  const restore = useRestoreAnnotation(useTalkPlace())
  const { id, can } = annotation
  return (
    <div className="mt-1">
      <DeletedWords noun="note" restore={can.restore ? () => restore.mutate(id) : null} />
    </div>
  )
}

type ReplyCountProps = { annotationId: string; comments: Comment[]; unfinished: boolean; onOpen: () => void }

function ReplyCount({ annotationId, comments, unfinished, onOpen }: ReplyCountProps) {
  const { ids } = useUnread()
  const count = comments.filter(({ deleted }) => !deleted).length
  if (count === 0 && !unfinished) return null
  const fresh = comments.filter(({ id }) => ids.has(id)).length
  return (
    <button type="button" onClick={onOpen} className="mt-1 text-sm link">
      {count > 0 && (count === 1 ? '1 reply' : `${count} replies`)}
      {fresh > 0 && <strong className="text-accent"> · {fresh} new</strong>}
      {count > 0 && <ResolvedWord annotationId={annotationId} />}
      {unfinished && (count > 0 ? ' · your words wait' : 'Your words wait: go on')}
    </button>
  )
}
