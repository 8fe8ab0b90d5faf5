import type { Metadata } from 'next'
import { CircleAnswers } from '#components/circles/circle-answers.tsx'
import { CircleForm } from '#components/circles/circle-form.tsx'
import * as say from '#messages/circles.ts'
import { findGuide } from '#server/content/guides.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requirePageMember } from '#server/page-access.ts'
import { listCircles } from '#server/talk/circles.ts'

export const metadata: Metadata = { title: say.otherCircles() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What other groups agreed on, and for facilitators, what those are shown of this one. */
export default async function CirclesPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply: id }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/circles`)
  const [{ questions, shown }, guide, reply] = await Promise.all([
    listCircles(viewer, { groupId }),
    findGuide(member.guide),
    findFormReply(id),
  ])
  const language = guide?.language ?? 'en'
  return (
    <div className="page py-8 sm:py-10">
      <h1>{say.otherCircles()}</h1>
      <p className="measure mt-2 text-muted">{say.lead()}</p>
      <CircleAnswers groupId={groupId} language={language} questions={questions} />
      {shown && <CircleForm groupId={groupId} language={language} viewer={viewer.userId} shown={shown} reply={reply} />}
    </div>
  )
}
