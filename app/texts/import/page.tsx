import type { Metadata } from 'next'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Import a text' }

export default async function ImportPage() {
  await requirePageOwner('/texts/import')
  return (
    <div className="page py-10">
      <h1>Import a text</h1>
    </div>
  )
}
