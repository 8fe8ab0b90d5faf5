'use client'

import { useEffect, useRef } from 'react'
import { rememberTexts, useTexts } from '#client/texts.ts'
import { GuideList } from '#components/guides/guide-list.tsx'

/**
 * The texts that were brought into this installation, for those who may read them. They come after the page; as much room as they took
 * last time is kept free for them, so that nothing moves.
 */
export function MoreTexts() {
  const texts = useTexts()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (texts) rememberTexts(list.current?.offsetHeight ?? 0)
  }, [texts])
  return (
    <div className="min-h-(--texts)">
      {texts && texts.length > 0 && (
        <div ref={list} className="pt-10">
          <section aria-labelledby="texts-title">
            <h2 id="texts-title">Texts added to this site</h2>
            <GuideList guides={texts} prefetch={false} />
          </section>
        </div>
      )}
    </div>
  )
}
