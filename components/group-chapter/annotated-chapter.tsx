'use client'

import { type ReactNode, useMemo } from 'react'
import { useAnnotations } from '#client/annotations.ts'
import { useAnswers } from '#client/answers.ts'
import { useEdition } from '#client/changes.ts'
import { useComments } from '#client/comments.ts'
import { useGroupQuestions } from '#client/group-questions.ts'
import { useLive } from '#client/live.ts'
import { isKnown } from '#client/talk.ts'
import { ANNOTATIONS, COMMENTS } from '#client/talk-nouns.ts'
import { ChapterNotes } from '#components/group-chapter/chapter-notes.tsx'
import { useKeptPosition } from '#components/group-chapter/use-kept-position.ts'
import { useKeptAnswered } from '#components/threads/keep-answered.ts'
import { useReplyDrafts } from '#components/threads/reply-drafts.ts'
import { type TalkPlace, TalkPlaceProvider } from '#components/threads/talk-place.tsx'
import { UnreadProvider } from '#components/threads/unread.tsx'
import type { Chapter } from '#domain/guide.ts'
import type { Comment } from '#domain/thread.ts'

type AnnotatedChapterProps = {
  place: TalkPlace
  /** The moment that what comes with the page is of; null when that is not all. */
  madeAt: string | null
  /** What was said on questions and answers, as it comes with the page: it is there until all replies have come. */
  replies: Comment[]
  revision: string
  paragraphs: Chapter['paragraphs']
  questionIds: readonly string[]
  /** The chapter's layout, rendered by the server, with the notes, the talk and the bar's button in its slots. */
  children: ReactNode
}

/** Everything the group says on a chapter, around the chapter's text; it stays up to date by itself. */
export function AnnotatedChapter({ place, madeAt, replies, children, ...chapter }: AnnotatedChapterProps) {
  const begun = useReplyDrafts(place)
  const answered = useMemo(
    () => new Set(begun.flatMap(({ subjectId, parentId }) => (parentId ? [subjectId, parentId] : [subjectId]))),
    [begun],
  )
  const [notes, all] = [useAnnotations(place), useComments(place)]
  const annotations = useKeptAnswered(ANNOTATIONS, notes, answered)
  const comments = useKeptAnswered(COMMENTS, isKnown(all) ? all : replies, answered)
  const answers = useAnswers(place)
  const edition = useEdition(place)
  const groupQuestions = useGroupQuestions(place)
  useLive(place.groupId, madeAt, place.presence ? place.chapter : undefined)
  useKeptPosition(place)
  const said = useMemo(() => [...annotations, ...comments, ...answers, ...groupQuestions], [annotations, comments, answers, groupQuestions])
  return (
    <TalkPlaceProvider place={place}>
      <UnreadProvider items={said}>
        <ChapterNotes
          {...chapter}
          known={isKnown(notes) && isKnown(all)}
          groupQuestions={groupQuestions}
          annotations={annotations}
          comments={comments}
          answers={answers}
          edition={edition}
          begun={begun}
        >
          {children}
        </ChapterNotes>
      </UnreadProvider>
    </TalkPlaceProvider>
  )
}
