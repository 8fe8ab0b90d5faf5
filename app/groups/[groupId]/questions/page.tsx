import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { QuestionOverview } from '#components/questions/question-overview.tsx'
import { countSettled } from '#domain/question-overview.ts'
import * as say from '#messages/question-overview.ts'
import { findGuide } from '#server/content/guides.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { listQuestionStandings } from '#server/talk/question-overview.ts'

type Props = { params: Promise<{ groupId: string }> }

export const metadata: Metadata = { title: say.questions() }

/** How far the group is with every question of the text. */
export default async function QuestionsPage({ params }: Props) {
  const { groupId } = await params
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/questions`)
  const group = await orNotFound(requireGroup(viewer, { groupId }))
  const [guide, chapters] = await Promise.all([findGuide(group.guide), orNotFound(listQuestionStandings(viewer, { groupId, ...group }))])
  return (
    <div className="page py-8 sm:py-10">
      <h1>{say.questions()}</h1>
      <p className="measure wrap-anywhere mt-2 text-muted">{say.whatIsHere({ name: group.name })}</p>
      <p className="mt-2 font-semibold">{say.settledOfAll(countSettled(chapters))}</p>
      <p className="mt-1">
        <Link href={`/groups/${groupId}/circles` as Route} prefetch={false} className="inline-block py-1 link">
          {say.otherCircles()}
        </Link>
      </p>
      <QuestionOverview groupId={groupId} language={guide?.language ?? 'en'} chapters={chapters} currentChapter={group.currentChapter} />
    </div>
  )
}
