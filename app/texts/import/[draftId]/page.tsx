import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { DraftReview } from '#components/imports/draft-review.tsx'
import { Problem } from '#domain/problem.ts'
import { listContentGuides } from '#server/content/content-guides.ts'
import { requireDraft } from '#server/import/drafts.ts'
import { orNotFound, requirePageImporter } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Look the text over' }

export default async function DraftPage({ params }: { params: Promise<{ draftId: string }> }) {
  const { draftId } = await params
  const { viewer, isOwner } = await requirePageImporter(`/texts/import/${encodeURIComponent(draftId)}`)
  if (!z.uuid().safeParse(draftId).success) notFound()
  const [draft, guides] = await Promise.all([orNotFound(requireDraft(viewer, { draftId }).catch(backToList)), listContentGuides()])
  return (
    <div className="page py-10">
      <p className="mb-4">
        <Link href="/texts/import" className="link">
          All imports
        </Link>
      </p>
      <DraftReview initial={draft} companions={guides.map(({ slug, title }) => ({ slug, title }))} mayOpen={isOwner} />
    </div>
  )
}

/** The text was cleared away: the list says so. */
function backToList(error: unknown): never {
  if (error instanceof Problem && error.kind === 'gone') redirect('/texts/import')
  throw error
}
