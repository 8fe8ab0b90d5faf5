import type { Metadata } from 'next'
import Link from 'next/link'
import { GuideList } from '#components/guides/guide-list.tsx'
import { findImporter } from '#server/installation.ts'
import { listTexts } from '#server/texts.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Texts added to this site', robots: { index: false } }

/** The imported guides that whoever looks may read. Home lists them too, for browsers that run scripts. */
export default async function TextsPage() {
  const viewer = await findViewer()
  const [texts, importer] = await Promise.all([listTexts(viewer), viewer ? findImporter(viewer) : null])
  return (
    <div className="page py-10">
      <h1>Texts added to this site</h1>
      {texts.length > 0 && <GuideList guides={texts} prefetch={false} />}
      {texts.length === 0 && <p className="mt-4 text-muted">There is none that you can open.</p>}
      {importer?.may && (
        <p className="mt-6">
          <Link href="/texts/import" className="link">
            Import a text
          </Link>
        </p>
      )}
      {!viewer && (
        <p className="mt-6">
          <Link href="/sign-in?next=/texts" className="link">
            Sign in
          </Link>{' '}
          to see those that are for members.
        </p>
      )}
    </div>
  )
}
