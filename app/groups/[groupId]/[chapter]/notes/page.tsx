import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { DownloadNotes } from '#components/exports/download-notes.tsx'
import { MarkAllRead } from '#components/exports/mark-all-read.tsx'
import { PlainNotes } from '#components/exports/plain-notes.tsx'
import { ListNotes } from '#domain/exported-note.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import { requireChapter, requireGuide } from '#server/content/guides.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { findWriting } from '#server/groups/members.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { listActivity } from '#server/talk/visits.ts'

type Props = { params: Promise<{ groupId: string; chapter: string }>; searchParams: Promise<{ from?: string | string[] }> }

async function load({ params }: Props) {
  const { groupId, chapter: slug } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/${slug}/notes`)
  const [guide, chapter] = await orNotFound(Promise.all([requireGuide(member.guide), requireChapter(member.guide, slug)]))
  return { viewer, member, guide, chapter }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { member, chapter } = await load(props)
  return { title: `Notes on ${numberedTitle(chapter)} · ${member.groupName}` }
}

/** What the group noted on a chapter, in a row, some at a time: to read without JavaScript, to print and to take along. */
export default async function NotesPage(props: Props) {
  const { viewer, member, guide, chapter } = await load(props)
  const { groupId } = member
  const address = `/groups/${groupId}/${chapter.slug}`
  const wanted = ListNotes.parse({ groupId, chapter: chapter.slug, from: (await props.searchParams).from })
  const [part, { namesakes, language: written }, activity] = await Promise.all([
    listNotes(viewer, wanted),
    findWriting(viewer, { groupId }),
    listActivity(viewer, { groupId }),
  ])
  const unread = activity.find((each) => each.chapter === chapter.slug)?.unread ?? 0
  return (
    <div className="page py-8">
      <div className="measure">
        <h1>
          Notes on <bdi lang={guide.language}>{chapter.title}</bdi>
        </h1>
        <p className="no-print mt-2 mb-4">
          <Link href={address as Route} className="link">
            Back to the chapter
          </Link>
        </p>
        <MarkAllRead groupId={groupId} chapter={chapter.slug} viewerId={viewer.userId} unread={unread} />
        <div className="no-print mb-6">
          <DownloadNotes groupId={groupId} chapter={chapter.slug} />
        </div>
        <PlainNotes {...{ part, namesakes, chapter, address, written }} language={guide.language} viewer={viewer.userId} />
      </div>
    </div>
  )
}
