'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { isKnown } from '#client/talk.ts'
import { type KeyboardWish, type Notes, NotesContext } from '#components/chapter-state/notes-context.tsx'
import { useStanding } from '#components/chapter-state/standing.ts'
import { useArticle } from '#components/chapter-state/use-article.ts'
import { useNewNote } from '#components/chapter-state/use-new-note.ts'
import { useNoteFilter } from '#components/chapter-state/use-note-filter.ts'
import { useOpenedNotes } from '#components/chapter-state/use-opened-notes.ts'
import { useUnfinished } from '#components/chapter-state/use-unfinished.ts'
import { type UnreadStop, useUnreadTour } from '#components/chapter-state/use-unread-tour.ts'
import { useWide } from '#components/chapter-state/use-wide.ts'
import { AnnotateMenu } from '#components/group-chapter/annotate-menu.tsx'
import { useAddress } from '#components/group-chapter/use-address.ts'
import { SpokenNotes } from '#components/keyboard/spoken-notes.tsx'
import { NoteSheet } from '#components/margin/note-sheet.tsx'
import { PaintedArticle } from '#components/painting/painted-article.tsx'
import { QuestionSigns } from '#components/painting/question-signs.tsx'
import type { ReplyDraft } from '#components/threads/reply-drafts.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { UnclearParagraphs } from '#components/unclear/unclear-paragraphs.tsx'
import type { Annotation } from '#domain/annotation.ts'
import type { Answer } from '#domain/answer.ts'
import type { Edition } from '#domain/change.ts'
import type { GroupQuestion } from '#domain/group-question.ts'
import type { Chapter } from '#domain/guide.ts'
import { paragraphAt } from '#domain/guide-reading.ts'
import type { Comment } from '#domain/thread.ts'

type ChapterNotesProps = {
  revision: string
  paragraphs: Chapter['paragraphs']
  questionIds: readonly string[]
  groupQuestions: readonly GroupQuestion[]
  annotations: readonly Annotation[]
  comments: readonly Comment[]
  answers: readonly Answer[]
  /** Undefined while it is not known which text is the latest. */
  edition: Edition | undefined
  /** Replies that the reader has begun and not sent. */
  begun: readonly ReplyDraft[]
  children: ReactNode
}

const AttachMode = dynamic(() => import('#components/desk/attach-mode.tsx').then((file) => file.AttachMode), { ssr: false })
const NewTextNotice = dynamic(() => import('#components/desk/new-text-notice.tsx').then((file) => file.NewTextNotice), { ssr: false })

const NOTHING_SAID: Comment[] = []

/** Brings the notes together with the text: which stand in it, which are open, which is being written. */
export function ChapterNotes({
  revision,
  paragraphs,
  questionIds,
  groupQuestions,
  annotations,
  comments,
  answers,
  edition,
  begun,
  children,
}: ChapterNotesProps) {
  const place = useTalkPlace()
  const article = useArticle()
  const wide = useWide()
  const known = isKnown(annotations) && isKnown(comments)
  const { standing, lost } = useStanding(annotations, revision)
  const waiting = useMemo(() => new Set(edition?.waiting), [edition])
  const attachId = useSearchParams().get('attach')
  const said = useMemo(() => groupBySubject(comments), [comments])
  const commentsOn = useCallback((id: string) => said.get(id) ?? NOTHING_SAID, [said])
  const unfinished = useUnfinished(place, begun, commentsOn)
  const placeOf = useCallback<Notes['placeOf']>(
    ({ start }) => {
      const label = paragraphAt(paragraphs, start)
      return label ? `¶ ${label}` : ''
    },
    [paragraphs],
  )
  const openedNotes = useOpenedNotes(article, standing, wide)
  const filtering = useNoteFilter({ standing, lost, commentsOn, openIds: openedNotes.opened?.ids })
  const newNote = useNewNote(place, article, wide)

  const { came } = useUnread()
  const frontId = openedNotes.opened?.frontId
  const stops = useMemo<UnreadStop[]>(() => {
    // Of thousands of notes only those with something new are looked through, and the one from which the reader goes on.
    if (came.size === 0) return []
    const wanted = new Set([...came, frontId, ...comments.filter(({ id }) => came.has(id)).map(subjectIdOf)])
    return [
      ...[standing, lost].flatMap((notes) =>
        notes.filter(({ id }) => wanted.has(id)).map(({ id }) => ({ kind: 'annotation' as const, id, ids: [id, ...idsOf(said.get(id))] })),
      ),
      ...[...questionIds.map((id) => ({ id, questionId: id })), ...groupQuestions].map(({ id, questionId }) => {
        const given = answers.filter((answer) => answer.questionId === questionId)
        return { kind: 'question' as const, id: questionId, ids: [id, ...idsOf(given), ...idsOf(said.get(questionId))] }
      }),
    ]
  }, [came, frontId, standing, lost, comments, said, answers, questionIds, groupQuestions])
  const tour = useUnreadTour(stops, openedNotes)
  useAddress(known ? article : null, annotations, comments, openedNotes, tour.goToQuestion)

  const [keyboardWish, setKeyboardWish] = useState<KeyboardWish | null>(null)
  const wishKeyboard = useCallback((what: KeyboardWish['what']) => setKeyboardWish({ what }), [])
  const keyboard = { keyboardWish, wishKeyboard }
  const notes: Notes = {
    known,
    standing,
    lost,
    waiting,
    commentsOn,
    unfinished,
    placeOf,
    article,
    wide,
    ...openedNotes,
    ...filtering,
    newNote,
    ...tour,
    ...keyboard,
  }
  return (
    <NotesContext value={notes}>
      {children}
      <PaintedArticle />
      <SpokenNotes />
      {attachId ? <AttachMode annotations={annotations} annotationId={attachId} /> : <AnnotateMenu />}
      {edition && edition.revision !== revision && <NewTextNotice />}
      <QuestionSigns />
      <UnclearParagraphs revision={revision} />
      <NoteSheet />
    </NotesContext>
  )
}

const idsOf = (items: readonly { id: string }[] = []) => items.map(({ id }) => id)

/** The id of the note or the question that a comment is about. */
const subjectIdOf = ({ subject }: Comment) => (subject.kind === 'annotation' ? subject.annotationId : subject.questionId)

/** Comments by the id of the note or the question that they are about, each group in the order given. */
function groupBySubject(comments: readonly Comment[]): Map<string, Comment[]> {
  const groups = new Map<string, Comment[]>()
  for (const comment of comments) {
    const id = subjectIdOf(comment)
    const group = groups.get(id)
    if (group) group.push(comment)
    else groups.set(id, [comment])
  }
  return groups
}
