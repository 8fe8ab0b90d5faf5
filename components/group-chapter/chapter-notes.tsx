'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'
import { runningMeetingQuery } from '#client/queries.ts'
import { ChapterPageProvider } from '#components/chapter-state/chapter-page.tsx'
import { KeyboardWishProvider } from '#components/chapter-state/keyboard-wish.tsx'
import { NewNoteProvider } from '#components/chapter-state/new-note.tsx'
import { NoteFilterProvider } from '#components/chapter-state/note-filtering.tsx'
import { NotesProvider } from '#components/chapter-state/notes-context.tsx'
import { OpenedNotesProvider } from '#components/chapter-state/opened-notes.tsx'
import { UnreadTourProvider } from '#components/chapter-state/unread-tour.tsx'
import { AnnotateMenu } from '#components/group-chapter/annotate-menu.tsx'
import { useAddress } from '#components/group-chapter/use-address.ts'
import { usePassageChips } from '#components/group-chapter/use-passage-chips.ts'
import { SpokenNotes } from '#components/keyboard/spoken-notes.tsx'
import { NoteSheet } from '#components/margin/note-sheet.tsx'
import { PaintedArticle } from '#components/painting/painted-article.tsx'
import { QuestionSigns } from '#components/painting/question-signs.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { later } from '#components/ui/later.tsx'
import { UnclearParagraphs } from '#components/unclear/unclear-paragraphs.tsx'
import { PassageToolContext } from '#components/writing/passage-tool.tsx'
import type { Annotation } from '#domain/annotation.ts'
import type { Answer } from '#domain/answer.ts'
import type { Edition } from '#domain/change.ts'
import type { Comment } from '#domain/thread.ts'

type PartsProps = {
  revision: string
  annotations: readonly Annotation[]
  comments: readonly Comment[]
  answers: readonly Answer[]
  edition: Edition | undefined
}

type ChapterNotesProps = PartsProps &
  Omit<ComponentProps<typeof NotesProvider>, 'children'> &
  Omit<ComponentProps<typeof UnreadTourProvider>, 'children'> & { children: ReactNode }

const AttachMode = dynamic(() => import('#components/text-changes/attach-mode.tsx').then((file) => file.AttachMode), { ssr: false })
const PassageTool = later(() => import('#components/passages/passage-tool.tsx').then((file) => file.PassageTool))
const NewTextNotice = dynamic(() => import('#components/group-chapter/notices.ts').then((file) => file.NewTextNotice), { ssr: false })
const FollowSession = dynamic(() => import('#components/group-chapter/notices.ts').then((file) => file.FollowSession), { ssr: false })

/**
 * Brings the notes together with the text. Each provider holds what changes together, and knows those around it: a key typed into a new
 * note draws the note anew, and none of the thousand others.
 */
export function ChapterNotes({ paragraphs, begun, questionIds, groupQuestions, children, ...parts }: ChapterNotesProps) {
  return (
    <ChapterPageProvider>
      <NotesProvider {...parts} paragraphs={paragraphs} begun={begun}>
        <OpenedNotesProvider>
          <NoteFilterProvider>
            <UnreadTourProvider comments={parts.comments} answers={parts.answers} {...{ questionIds, groupQuestions }}>
              <NewNoteProvider>
                <KeyboardWishProvider>
                  <PassageToolContext value={PassageTool}>
                    {children}
                    <ChapterParts {...parts} />
                  </PassageToolContext>
                </KeyboardWishProvider>
              </NewNoteProvider>
            </UnreadTourProvider>
          </NoteFilterProvider>
        </OpenedNotesProvider>
      </NotesProvider>
    </ChapterPageProvider>
  )
}

/** What works on the text of the chapter, wherever it stands on the page. */
function ChapterParts({ revision, annotations, comments, answers, edition }: PartsProps) {
  useAddress(annotations, comments, answers)
  usePassageChips()
  const { groupId } = useTalkPlace()
  // The group's line on the page asks and hears of it.
  const { data: running } = useQuery({ ...runningMeetingQuery(groupId), enabled: false })
  const attachId = useSearchParams().get('attach')
  return (
    <>
      <PaintedArticle />
      <SpokenNotes />
      {attachId ? <AttachMode annotations={annotations} annotationId={attachId} /> : <AnnotateMenu />}
      {edition && edition.revision !== revision && <NewTextNotice />}
      <QuestionSigns />
      <UnclearParagraphs revision={revision} />
      <NoteSheet />
      {running && <FollowSession meetingId={running} />}
    </>
  )
}
