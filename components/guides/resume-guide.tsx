'use client'

import { useSyncExternalStore } from 'react'
import { findPosition } from '#client/reading-position.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import type { ChapterItem } from '#domain/guide.ts'

const never = () => () => {}

/** Begin with the first chapter, or go on where one stopped. The button is as wide either way. */
export function ResumeGuide({ guide, chapters }: { guide: string; chapters: Pick<ChapterItem, 'slug' | 'number'>[] }) {
  const last = useSyncExternalStore(
    never,
    () => findPosition(guide)?.last ?? null,
    () => null,
  )
  const stopped = chapters.find(({ slug }) => slug === last)
  const chapter = stopped ?? chapters[0]
  if (!chapter) return null
  const paragraph = stopped && findPosition(guide)?.paragraphs[stopped.slug]
  const place = paragraph ? `#p${paragraph}` : ''
  return (
    <ButtonLink variant="primary" href={`/guides/${guide}/${chapter.slug}${place}`} className="min-w-56">
      {stopped ? `Continue chapter ${stopped.number}` : 'Read chapter 1'}
    </ButtonLink>
  )
}
