import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GuidePage } from '#components/guides/guide-page.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { findContentGuide, findWrittenPage, listGuidesWith } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listGuidesWith('further-reading')).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide?.pages.find(({ slug }) => slug === 'further-reading')
  return guide && page ? { title: `${page.title} · ${guide.title}`, description: page.summary } : {}
}

export default async function FurtherReadingPage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide && (await findWrittenPage(guide.slug, 'further-reading'))
  if (!page) notFound()
  return (
    <GuidePage guide={guide} slug="further-reading">
      <Prose html={page.html} lang={guide.language} className="measure" />
    </GuidePage>
  )
}
