import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GuidePage } from '#components/guides/guide-page.tsx'
import { EventList } from '#components/timeline/event-list.tsx'
import { TimelineDrawing } from '#components/timeline/timeline-drawing.tsx'
import { TimelineFilter } from '#components/timeline/timeline-filter.tsx'
import { fillPeriods } from '#domain/timeline.ts'
import { findContentGuide, findEntries, listGuidesWith } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listGuidesWith('timeline')).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide?.pages.find(({ slug }) => slug === 'timeline')
  return guide && page ? { title: `${page.title} · ${guide.title}`, description: page.summary } : {}
}

export default async function TimelinePage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  const entries = guide && (await findEntries(guide.slug))
  if (!entries) notFound()
  const periods = fillPeriods(entries.dates, guide.periods)
  return (
    <GuidePage guide={guide} slug="timeline">
      <div className="timeline" lang={guide.language}>
        <TimelineFilter chapters={guide.chapters} periods={periods} />
        <TimelineDrawing periods={periods} />
        <EventList guide={guide.slug} periods={periods} />
      </div>
    </GuidePage>
  )
}
