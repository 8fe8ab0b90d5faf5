import type { Metadata } from 'next'
import { DraftList } from '#components/imports/draft-list.tsx'
import { TextList } from '#components/imports/text-list.tsx'
import { TextsFromForm } from '#components/imports/texts-from.tsx'
import { UploadForm } from '#components/imports/upload-form.tsx'
import { listDrafts } from '#server/import/import-drafts.ts'
import { listImportedTexts } from '#server/import/imported-texts.ts'
import { findInstallation } from '#server/installation.ts'
import { requirePageImporter } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Import a text' }

/** For whoever may bring texts in: a new text and their drafts. Owners of the installation see all that was brought in. */
export default async function ImportPage() {
  const { viewer, isOwner } = await requirePageImporter('/texts/import')
  const [drafts, texts, { textsFrom }] = await Promise.all([
    listDrafts(viewer),
    isOwner ? listImportedTexts(viewer) : [],
    findInstallation(),
  ])
  return (
    <div className="page space-y-10 py-10">
      <div>
        <h1>Import a text</h1>
        <p className="measure mt-3 text-muted">
          A text of your own becomes chapters with numbered paragraphs, which groups read, mark and discuss like any guide. It stays on this
          installation.
        </p>
      </div>
      <UploadForm />
      <DraftList initial={drafts} />
      {isOwner && <TextList initial={texts} />}
      {isOwner && (
        <div className="measure">
          <TextsFromForm initial={textsFrom} />
        </div>
      )}
    </div>
  )
}
