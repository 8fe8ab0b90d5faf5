import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Glossary } from '#components/guides/glossary.tsx'
import { GuidePage } from '#components/guides/guide-page.tsx'
import { findContentGuide, findEntries, listGuidesWith } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listGuidesWith('glossary')).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide?.pages.find(({ slug }) => slug === 'glossary')
  return guide && page ? { title: `${page.title} · ${guide.title}`, description: page.summary } : {}
}

export default async function GlossaryPage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  const entries = guide && (await findEntries(guide.slug))
  if (!entries) notFound()
  return (
    <GuidePage guide={guide} slug="glossary">
      <Glossary guide={guide} terms={entries.terms} places={entries.places} />
    </GuidePage>
  )
}
