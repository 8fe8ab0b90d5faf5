import type { Metadata } from 'next'
import { DraftList } from '#components/imports/draft-list.tsx'
import { TextList } from '#components/imports/text-list.tsx'
import { UploadForm } from '#components/imports/upload-form.tsx'
import { listDrafts } from '#server/import/import-drafts.ts'
import { listImportedTexts } from '#server/import/imported-texts.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Import a text' }

/** For owners of the installation: a new text, their drafts, and what has been imported. */
export default async function ImportPage() {
  const viewer = await requirePageOwner('/texts/import')
  const [drafts, texts] = await Promise.all([listDrafts(viewer), listImportedTexts(viewer)])
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
      <TextList initial={texts} />
    </div>
  )
}
