import type { Metadata } from 'next'
import Link from 'next/link'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import { TextNumbersList } from '#components/owners/text-numbers.tsx'
import * as say from '#messages/installation.ts'
import { listTextNumbers } from '#server/oversight/texts.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.texts() }

/** Which texts there are, how large they are and who reads them. */
export default async function TextsNumbersPage() {
  const viewer = await requirePageOwner('/installation/texts')
  return (
    <OwnerPage at="/installation/texts" title={say.texts()} lead={say.textsLead()}>
      <p className="mb-6">
        <Link href="/texts/import" className="link target inline-flex items-center">
          {say.importTexts()}
        </Link>
      </p>
      <TextNumbersList texts={await listTextNumbers(viewer)} />
    </OwnerPage>
  )
}
