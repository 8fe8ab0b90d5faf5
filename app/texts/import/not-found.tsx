import type { Metadata } from 'next'
import { ClosedPage } from '#components/site/closed-page.tsx'
import { NothingHere } from '#components/site/nothing-here.tsx'
import { PageViewer } from '#components/site/page-viewer.tsx'
import * as say from '#messages/imports.ts'
import { findImporter } from '#server/installation.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Nothing here that you can open' }

/** Whoever may bring no texts sees the same at every address here, whether it is a draft's or none. */
export default async function NotFound() {
  const viewer = await findViewer()
  const mayImport = viewer && (await findImporter(viewer)).may
  return (
    <>
      <PageViewer viewer={viewer && { userId: viewer.userId, name: viewer.name }} />
      {!viewer || mayImport ? (
        <NothingHere />
      ) : (
        <ClosedPage title={say.importClosed()} href="/texts" to={say.textsThatAreHere()}>
          {say.importClosedAsk({ name: viewer.name })}
        </ClosedPage>
      )}
    </>
  )
}
