import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { QuestionList } from '#components/questions/question-list.tsx'
import { ChapterLayout } from '#components/reader/chapter-layout.tsx'
import { numberedTitle } from '#domain/guide-reading.ts'
import { findContentGuide, listContentGuides } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string; chapter: string }> }

export async function generateStaticParams() {
  const guides = await listContentGuides()
  return guides.flatMap(({ slug, chapters }) => chapters.map((chapter) => ({ guide: slug, chapter: chapter.slug })))
}

async function find({ params }: Props) {
  const { guide, chapter } = await params
  const read = await findContentGuide(guide)
  return { guide: read?.guide, chapter: read?.chapters.find(({ slug }) => slug === chapter) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { guide, chapter } = await find(props)
  return guide && chapter ? { title: `${numberedTitle(chapter)} · ${guide.title}`, description: chapter.summary } : {}
}

export default async function ChapterPage(props: Props) {
  const { guide, chapter } = await find(props)
  if (!guide || !chapter) notFound()
  return (
    <ChapterLayout
      guide={guide}
      chapter={chapter}
      base={guide.address}
      home={{ href: guide.address, label: guide.title }}
      questions={<QuestionList chapter={chapter} language={guide.language} />}
    />
  )
}
