import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { GuideBar } from '#components/guides/guide-links.tsx'
import type { Guide } from '#domain/guide.ts'
import type { GuidePageSlug } from '#domain/guide-page.ts'

/** A page beside the chapters: the way back to the guide, its title, the other pages, and what it shows. */
export function GuidePage({ guide, slug, children }: { guide: Guide; slug: GuidePageSlug; children: ReactNode }) {
  const page = guide.pages.find((item) => item.slug === slug)
  return (
    <div className="page py-6">
      <p className="text-muted text-sm">
        <Link href={guide.address as Route} className="no-print link">
          {guide.title}
        </Link>
        <span className="print-only">{guide.title}</span>
      </p>
      <h1 className="mt-6" lang={guide.language}>
        {page?.title}
      </h1>
      <p className="measure mt-3 font-serif text-lg text-muted" lang={guide.language}>
        {page?.summary}
      </p>
      <div className="no-print mt-4 mb-8 border-line border-y">
        <GuideBar guide={guide} current={slug} />
      </div>
      {children}
    </div>
  )
}
