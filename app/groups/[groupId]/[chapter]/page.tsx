import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NewcomerHint } from '#app/groups/[groupId]/[chapter]/newcomer-hint.tsx'
import { prefetchTalk } from '#app/groups/[groupId]/[chapter]/prefetch-talk.ts'
import { NotesButton } from '#components/annotations/notes-button.tsx'
import { NotesOnOnePage, NotesWithoutScript } from '#components/exports/notes-links.tsx'
import { SettledCount } from '#components/group-answers/settled-count.tsx'
import { AnnotatedChapter } from '#components/group-chapter/annotated-chapter.tsx'
import { ReadingNow } from '#components/group-chapter/reading-now.tsx'
import { MarginNotes } from '#components/margin/margin-notes.tsx'
import { GroupQuestions } from '#components/questions/group-questions.tsx'
import { QuestionCount } from '#components/questions/question-count.tsx'
import { QuestionList } from '#components/questions/question-list.tsx'
import { QuestionTalk } from '#components/questions/question-talk.tsx'
import { ChapterLayout } from '#components/reader/chapter-layout.tsx'
import { WithdrawnNotice } from '#components/reader/withdrawn-notice.tsx'
import { numberedTitle } from '#domain/guide-reading.ts'
import { requireChapter, requireGuide } from '#server/content/guides.ts'
import { findWriting } from '#server/groups/members.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import '#components/annotations/notes.css'

type Props = { params: Promise<{ groupId: string; chapter: string }> }

async function load({ params }: Props) {
  const { groupId, chapter: slug } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/${slug}`)
  const [guide, chapter] = await orNotFound(Promise.all([requireGuide(member.guide), requireChapter(member.guide, slug)]))
  return { viewer, member, guide, chapter, place: { groupId, chapter: chapter.slug } }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { member, chapter } = await load(props)
  return { title: `${numberedTitle(chapter)} · ${member.groupName}`, robots: { index: false } }
}

/** A chapter with what the group says about it. What stands between its questions comes with the page, the notes beside it. */
export default async function GroupChapterPage(props: Props) {
  const { viewer, member, guide, chapter, place } = await load(props)
  const [{ client, ...brought }, writing] = await Promise.all([prefetchTalk(viewer, place), findWriting(viewer, place)])
  const base = `/groups/${member.groupId}`
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AnnotatedChapter
        place={{ ...place, ...writing }}
        {...brought}
        revision={chapter.revision}
        paragraphs={chapter.paragraphs}
        questionIds={chapter.questions.map(({ id }) => id)}
      >
        <ChapterLayout
          guide={guide}
          chapter={chapter}
          base={base}
          home={{ href: base, label: member.groupName }}
          notice={guide.withdrawn.some(({ slug }) => slug === chapter.slug) && <WithdrawnNotice />}
          questions={
            <>
              <SettledCount questionIds={chapter.questions.map(({ id }) => id)} />
              <QuestionList chapter={chapter} language={guide.language} talk={({ id }) => <QuestionTalk questionId={id} />} />
              <GroupQuestions after={chapter.questions.length} />
            </>
          }
          margin={
            <>
              <NotesWithoutScript address={`${base}/${chapter.slug}/notes`} />
              <MarginNotes />
            </>
          }
          notes={<NotesOnOnePage address={`${base}/${chapter.slug}/notes`} />}
          bar={<NotesButton />}
          questionCount={<QuestionCount asked={chapter.questions.length} />}
          beside={<ReadingNow />}
          hint={<NewcomerHint member={member} />}
        />
      </AnnotatedChapter>
    </HydrationBoundary>
  )
}
