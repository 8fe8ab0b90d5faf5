import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MyGroups } from '#components/groups/my-groups.tsx'
import { GuideHome } from '#components/guides/guide-home.tsx'
import { findContentGuide, listContentGuides } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listContentGuides()).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  return guide ? { title: guide.title, description: guide.summary } : {}
}

export default async function GuidePage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  if (!guide) notFound()
  return (
    <GuideHome guide={guide}>
      <MyGroups guide={guide.slug} />
    </GuideHome>
  )
}
