import type { Route } from 'next'
import Link from 'next/link'
import type { Guide } from '#domain/guide.ts'

/** The pages beside the chapters, with a line on each. */
export function GuideLinks({ guide }: { guide: Pick<Guide, 'language' | 'pages'> }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {guide.pages.map(({ slug, address, title, summary }) => (
        <li key={slug}>
          <Link href={address as Route} prefetch={false} className="group block py-3" lang={guide.language}>
            <span className="block font-semibold font-serif text-lg leading-snug group-hover:text-accent group-hover:underline">
              {title}
            </span>
            <span className="block text-muted text-sm">{summary}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The same pages as a section of another page; nothing when the guide has none. */
export function BesideChapters({ guide }: { guide: Pick<Guide, 'language' | 'pages'> }) {
  if (guide.pages.length === 0) return null
  return (
    <section aria-labelledby="beside">
      <h2 id="beside" className="mb-2">
        Beside the chapters
      </h2>
      <GuideLinks guide={guide} />
    </section>
  )
}

/** The same pages in one line. */
export function GuideBar({ guide, current }: { guide: Pick<Guide, 'pages'>; current?: string }) {
  if (guide.pages.length === 0) return null
  return (
    <nav aria-label="Pages of this guide" className="no-print">
      <ul className="flex flex-wrap gap-x-5">
        {guide.pages.map(({ slug, address, title }) => (
          <li key={slug}>
            <Link
              href={address as Route}
              prefetch={false}
              aria-current={slug === current ? 'page' : undefined}
              className="flex items-center link target aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:no-underline"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
