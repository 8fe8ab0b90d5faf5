import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PlainHistory } from '#components/exports/plain-history.tsx'
import { AboutSaying } from '#domain/saying.ts'
import * as say from '#messages/earlier-versions.ts'
import { findWriting } from '#server/groups/members.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { requireSaying } from '#server/talk/one-saying.ts'
import { listRewordings } from '#server/talk/rewordings.ts'

export const metadata: Metadata = { title: say.earlierVersions() }

type Props = {
  params: Promise<{ groupId: string; chapter: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What a note, a comment or an answer said before it was changed: to read without JavaScript. */
export default async function EarlierPage({ params, searchParams }: Props) {
  const [{ groupId, chapter }, { noun, id }] = await Promise.all([params, searchParams])
  const notes = `/groups/${groupId}/${chapter}/notes`
  const asked = AboutSaying.safeParse({ groupId, noun, id })
  const { viewer } = await requirePageMember(groupId, `${notes}/earlier?noun=${String(noun)}&id=${String(id)}`)
  if (!asked.success) notFound()
  const [{ html, ...words }, earlier, { language }] = await orNotFound(
    Promise.all([requireSaying(viewer, asked.data), listRewordings(viewer, asked.data), findWriting(viewer, { groupId })]),
  )
  return (
    <div className="page py-8">
      <div className="measure">
        <h1>{say.earlierVersions()}</h1>
        <p className="no-print mt-2 mb-6">
          <Link href={`${notes}#${noun}-${id}` as Route} className="link">
            {say.backToNotes()}
          </Link>
        </p>
        <PlainHistory words={words} html={html} earlier={earlier} language={language} textAt={`/groups/${groupId}/${chapter}`} />
      </div>
    </div>
  )
}
