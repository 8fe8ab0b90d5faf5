'use client'

import { useTexts } from '#client/texts.ts'
import { GuideList } from '#components/guides/guide-list.tsx'

/** The texts that were brought into this installation, for those who may read them. It stands last, so that nothing moves when they come. */
export function MoreTexts() {
  const texts = useTexts()
  if (!texts || texts.length === 0) return null
  return (
    <section aria-labelledby="texts-title" className="mt-10">
      <h2 id="texts-title">Texts added to this site</h2>
      <GuideList guides={texts} prefetch={false} />
    </section>
  )
}
