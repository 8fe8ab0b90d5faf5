import type { Metadata } from 'next'
import { TextChanges } from '#components/text-changes/text-changes.tsx'
import { maySeeChanges } from '#domain/permissions.ts'
import { requireGuide } from '#server/content/guides.ts'
import { listChanges } from '#server/editions/changes.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Changes in the text' }

/** What edits of the guide did to notes: one's own for everyone, the group's for facilitators. */
export default async function ChangesPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/changes`)
  const [changes, guide] = await Promise.all([listChanges(viewer, { groupId }), requireGuide(member.guide)])
  return (
    <div className="page py-8">
      <h1>Changes in the text</h1>
      <p className="measure mt-2 text-muted">
        When a chapter is edited, notes follow their words. Notes whose words are different now, or gone, or in another chapter, wait here
        until somebody decides.
      </p>
      <TextChanges groupId={groupId} initial={changes} leads={maySeeChanges(member.role)} language={guide.language} />
    </div>
  )
}
