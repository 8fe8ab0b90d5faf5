'use client'

import type { Route } from 'next'
import { useSyncExternalStore } from 'react'
import { findPosition } from '#client/reading-position.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import type { ChapterItem } from '#domain/guide.ts'
import { chaptersProper } from '#domain/guide-reading.ts'

const never = () => () => {}

type ResumeProps = { guide: string; address: string; chapters: Pick<ChapterItem, 'slug' | 'number' | 'part' | 'title'>[] }

/** Begin with the first chapter, or go on where one stopped. The button is as wide either way. */
export function ResumeGuide({ guide, address, chapters }: ResumeProps) {
  const last = useSyncExternalStore(
    never,
    () => findPosition(guide)?.last ?? null,
    () => null,
  )
  const stopped = chapters.find(({ slug }) => slug === last)
  const chapter = stopped ?? chaptersProper(chapters)[0]
  if (!chapter) return null
  const paragraph = stopped && findPosition(guide)?.paragraphs[stopped.slug]
  const place = paragraph ? `#p${paragraph}` : ''
  return (
    <ButtonLink variant="primary" href={`${address}/${chapter.slug}${place}` as Route} className="min-w-56">
      {stopped ? `Continue ${nameOf(stopped)}` : `Read ${nameOf(chapter)}`}
    </ButtonLink>
  )
}

const nameOf = ({ part, number, title }: ResumeProps['chapters'][number]) => (part ? `“${title}”` : `chapter ${number}`)
