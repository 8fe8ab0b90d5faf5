import { ChevronDown } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { GuideBar } from '#components/guides/guide-links.tsx'
import { ResumeLink } from '#components/reader/resume-link.tsx'
import type { Chapter, Guide } from '#domain/guide.ts'
import { chaptersProper, readingTime } from '#domain/guide-reading.ts'
import { directionOf } from '#domain/language.ts'

type MastheadProps = { guide: Guide; chapter: Chapter; base: string; home: { href: string; label: string }; beside?: ReactNode }

/** What stands over the text: the way out, the title, how long it takes, the contents, and where one stopped. */
export function ChapterMasthead({ guide, chapter, base, home, beside }: MastheadProps) {
  return (
    <header className="mb-8">
      <p className="flex gap-4 text-muted text-sm">
        <Link href={home.href as Route} className="wrap-anywhere no-print min-w-0 link">
          {home.label}
        </Link>
        <span className="print-only">{guide.title}</span>
        {beside}
      </p>
      <p className="label-caps mt-6">
        {placeOf(chapter, guide)} · {readingTime(chapter.words)}
      </p>
      <h1 className="mt-1" lang={guide.language} dir={directionOf(guide.language)}>
        {chapter.title}
      </h1>
      {chapter.summary && (
        <p className="mt-4 font-serif text-lg text-muted" lang={guide.language} dir={directionOf(guide.language)}>
          {chapter.summary}
        </p>
      )}
      <div className="no-print relative mt-4 border-line border-y">
        <details className="group">
          <summary className="flex w-fit items-center gap-1.5 font-medium target">
            Contents
            <ChevronDown aria-hidden size={18} className="text-muted group-open:rotate-180" />
          </summary>
          <nav aria-label="Chapters" className="pb-3">
            <ol>
              {guide.chapters.map(({ slug, number, part, division, title }, at) => (
                <li key={slug}>
                  {division && division !== guide.chapters[at - 1]?.division && <p className="pt-3 pb-1 text-muted text-sm">{division}</p>}
                  <Link
                    href={`${base}/${slug}` as Route}
                    prefetch={false}
                    aria-current={slug === chapter.slug ? 'page' : undefined}
                    className="flex items-center gap-3 rounded-sm py-1 target hover:bg-line aria-[current=page]:font-semibold"
                  >
                    <span className="w-6 shrink-0 text-end text-muted tabular-nums">{part ? '' : number}</span>
                    <span>{title}</span>
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
          <div className="border-line border-t py-1">
            <GuideBar guide={guide} />
          </div>
        </details>
        <ResumeLink guide={guide.slug} chapter={chapter.slug} />
      </div>
    </header>
  )
}

function placeOf({ number, part, division }: Chapter, guide: Guide): string {
  if (part) return part === 'front' ? 'Before the chapters' : 'After the chapters'
  const place = `Chapter ${number} of ${chaptersProper(guide.chapters).length}`
  return division ? `${place} · ${division}` : place
}
