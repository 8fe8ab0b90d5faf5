import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Contents } from '#components/guides/contents.tsx'
import { GuideLinks } from '#components/guides/guide-links.tsx'
import { ResumeGuide } from '#components/guides/resume-guide.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { Guide } from '#domain/guide.ts'

/**
 * A guide's own page: what it is, where to begin, its chapters, and what stands beside them.
 * @param children the reader's groups on this guide, above the contents
 */
export function GuideHome({ guide, children }: { guide: Guide; children: ReactNode }) {
  return (
    <div className="page py-10 sm:py-14">
      <h1 className="measure" lang={guide.language}>
        {guide.title}
      </h1>
      <p className="measure mt-4 font-serif text-lg text-muted" lang={guide.language}>
        {guide.summary}
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <ResumeGuide
          guide={guide.slug}
          address={guide.address}
          chapters={guide.chapters.map(({ slug, number, part, title }) => ({ slug, number, part, title }))}
        />
        <ButtonLink href={`/groups/new?guide=${guide.slug}`} prefetch={false}>
          Start a group on this guide
        </ButtonLink>
      </div>
      <div className="mt-12 grid gap-12 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <div className="min-w-0">
          {children}
          <section aria-labelledby="contents-title">
            <h2 id="contents-title" className="mb-3">
              Contents
            </h2>
            <Contents guide={guide} />
          </section>
          {guide.pages.length > 0 && (
            <section aria-labelledby="pages-title" className="mt-12">
              <h2 id="pages-title" className="mb-3">
                Beside the chapters
              </h2>
              <GuideLinks guide={guide} />
            </section>
          )}
        </div>
        <section aria-labelledby="about-title">
          <h2 id="about-title" className="mb-3">
            About this guide
          </h2>
          <Prose html={guide.html} lang={guide.language} />
          <p className="mt-6 text-muted text-sm" lang={guide.language}>
            <span className="block font-semibold">{guide.work.title}</span>
            {guide.work.about}
          </p>
          {guide.companion && (
            <p className="mt-3 text-sm">
              Its questions, words and people come from{' '}
              <Link href={guide.companion.address as Route} prefetch={false} className="link">
                {guide.companion.title}
              </Link>
              .
            </p>
          )}
          <p className="mt-3 text-muted text-sm">Licence of this text: {guide.licence}.</p>
        </section>
      </div>
    </div>
  )
}
