import type { Route } from 'next'
import Link from 'next/link'
import type { GuideItem } from '#domain/guide.ts'
import { readingTime } from '#domain/guide-reading.ts'

/** Guides with what each is about and how long it takes to read. */
export function GuideList({ guides, prefetch }: { guides: GuideItem[]; prefetch?: false }) {
  return (
    <ul className="mt-3 divide-y divide-line border-line border-y">
      {guides.map(({ slug, address, title, summary, language, chapters, words }) => (
        <li key={slug} lang={language}>
          <Link href={address as Route} prefetch={prefetch ?? null} className="group block py-4">
            <span className="block font-semibold font-serif text-xl group-hover:text-accent group-hover:underline">{title}</span>
            <span className="measure mt-1 block">{summary}</span>
            <span className="mt-1 block text-muted text-sm" lang="en">
              {chapters} {chapters === 1 ? 'chapter' : 'chapters'} · {readingTime(words)} of reading
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
