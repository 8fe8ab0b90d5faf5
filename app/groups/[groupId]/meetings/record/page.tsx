import type { Metadata } from 'next'
import { Notice } from '#components/ui/notice.tsx'
import { Prose } from '#components/ui/prose.tsx'
import * as m from '#messages/record.ts'
import { requireRecord } from '#server/exports/record.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: m.title() }

/** Everything that the group keeps of its sessions, on one page. */
export default async function RecordPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/meetings/record`)
  const { parts, language } = await orNotFound(requireRecord(viewer, { groupId }))
  const file = (as: string) => `/api/groups/${groupId}/record?as=${as}`
  return (
    <div className="page py-8">
      <h1>{m.title()}</h1>
      <p className="measure mt-2 text-muted">{m.lead()}</p>
      {parts.length > 0 && (
        <p className="no-print mt-2 flex flex-wrap gap-x-5">
          <a href={file('pdf')} download className="inline-flex items-center target link">
            {m.asPdf()}
          </a>
          <a href={file('epub')} download className="inline-flex items-center target link">
            {m.asEpub()}
          </a>
        </p>
      )}
      {parts.length === 0 && (
        <div className="mt-6">
          <Notice>{m.empty()}</Notice>
        </div>
      )}
      <div className="measure mt-8 space-y-12">
        {parts.map(({ id, title, when, html }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id} lang={language} dir="auto" className="wrap-anywhere">
              {title}
            </h2>
            {when && <p className="mt-1 mb-3 text-muted">{when}</p>}
            <Prose html={html} textAt={null} />
          </section>
        ))}
      </div>
    </div>
  )
}
