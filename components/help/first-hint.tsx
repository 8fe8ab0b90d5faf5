'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useAnnotations } from '#client/annotations.ts'
import { hintCookie } from '#components/help/hint-cookie.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import * as say from '#messages/help.ts'

const YEAR = 365 * 24 * 3600

function remember() {
  const secure = window.location.protocol === 'https:'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in older browsers
  document.cookie = `${hintCookie(secure)}=away; path=/; max-age=${YEAR}; samesite=lax${secure ? '; secure' : ''}`
}

/** How one begins to annotate, above the text, for whoever has not done so yet. It goes for good when it is put away, or after the first note. */
export function FirstHint() {
  const place = useTalkPlace()
  const hasMarked = useAnnotations(place).some(({ creator }) => creator?.id === place.viewerId)
  // The first note itself takes nothing away: the text would move under the hand.
  const [shown, setShown] = useState(true)
  useEffect(() => {
    if (hasMarked) remember()
  }, [hasMarked])
  if (!shown) return null
  const putAway = () => {
    remember()
    setShown(false)
    // The focus goes on with the text.
    document.querySelector<HTMLElement>('#chapter-text .paragraph-link')?.focus({ preventScroll: true })
  }
  return (
    <section aria-label={say.hintTitle()} className="needs-script no-print mb-6 rounded-md border border-line bg-raised p-3">
      <p>
        <strong>{say.hintTitle()}</strong> {say.hint()}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button size="small" onClick={putAway}>
          {say.gotIt()}
        </Button>
        <Link href="/help" prefetch={false} className="link target inline-flex items-center">
          {say.title()}
        </Link>
      </div>
    </section>
  )
}
