import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { Chapter, Guide } from '#domain/guide.ts'

/** The chapters before and after this one; a withdrawn one has none. Only the next is fetched ahead. */
export function ChapterSteps({ guide, chapter, base }: { guide: Guide; chapter: Chapter; base: string }) {
  const at = guide.chapters.findIndex(({ slug }) => slug === chapter.slug)
  if (at < 0) return null
  const before = guide.chapters[at - 1]
  const after = guide.chapters[at + 1]
  return (
    <nav aria-label="Previous and next chapter" className="no-print grid gap-x-8 border-line border-t pt-4 sm:grid-cols-2">
      {before && (
        <Link href={`${base}/${before.slug}` as Route} prefetch={false} className="flex items-center gap-3 py-2 target hover:text-accent">
          <ArrowLeft aria-hidden size={20} className="shrink-0 text-muted" />
          <span>
            <span className="label-caps block">Before</span>
            {before.title}
          </span>
        </Link>
      )}
      {after && (
        <Link
          href={`${base}/${after.slug}` as Route}
          className="flex items-center gap-3 py-2 target hover:text-accent sm:col-start-2 sm:justify-end sm:text-end"
        >
          <span>
            <span className="label-caps block">Next</span>
            {after.title}
          </span>
          <ArrowRight aria-hidden size={20} className="shrink-0 text-muted" />
        </Link>
      )}
    </nav>
  )
}
