import type { Route } from 'next'
import Link from 'next/link'
import type { Guide } from '#domain/guide.ts'
import { readingMinutes } from '#domain/guide-reading.ts'

/** The chapters of a guide with what each is about and how long it takes to read. */
export function Contents({ guide }: { guide: Guide }) {
  return (
    <ol className="divide-y divide-line border-line border-y" lang={guide.language}>
      {guide.chapters.map(({ slug, number, part, division, title, summary, words }, at) => (
        <li key={slug}>
          {division && division !== guide.chapters[at - 1]?.division && <p className="pt-5 pb-1 font-semibold text-muted">{division}</p>}
          <Link href={`${guide.address}/${slug}` as Route} prefetch={false} className="group flex gap-4 py-3">
            <span className="w-7 shrink-0 text-end font-serif text-lg text-muted tabular-nums">{part ? '' : number}</span>
            <span className="min-w-0 flex-1">
              <span className="block font-semibold font-serif text-lg leading-snug group-hover:text-accent group-hover:underline">
                {title}
              </span>
              {summary && <span className="block text-muted text-sm">{summary}</span>}
            </span>
            <span className="shrink-0 pt-1 text-muted text-sm tabular-nums">{readingMinutes(words)} min</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
