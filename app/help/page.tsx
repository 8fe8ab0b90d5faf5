import type { Metadata } from 'next'
import { HelpText } from '#components/help/help-text.tsx'
import * as say from '#messages/help.ts'

export const metadata: Metadata = { title: say.title(), description: say.summary() }

/** What a newcomer wants to know, on one page. */
export default function HelpPage() {
  return (
    <div className="page py-10">
      <HelpText />
    </div>
  )
}
