import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GuidePage } from '#components/guides/guide-page.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { findContentGuide, findWrittenPage, listGuidesWith } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listGuidesWith('before-you-start')).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide?.pages.find(({ slug }) => slug === 'before-you-start')
  return guide && page ? { title: `${page.title} · ${guide.title}`, description: page.summary } : {}
}

export default async function BeforeYouStartPage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide && (await findWrittenPage(guide.slug, 'before-you-start'))
  if (!page) notFound()
  return (
    <GuidePage guide={guide} slug="before-you-start">
      <Prose html={page.html} lang={guide.language} className="measure" />
    </GuidePage>
  )
}
