import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { QuestionList } from '#components/questions/question-list.tsx'
import { ChapterLayout } from '#components/reader/chapter-layout.tsx'
import { findChapter, findGuide, listGuides } from '#server/content/guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string; chapter: string }> }

export async function generateStaticParams() {
  const guides = await listGuides()
  return guides.flatMap(({ slug, chapters }) => chapters.map((chapter) => ({ guide: slug, chapter: chapter.slug })))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { guide, chapter } = await params
  const [about, found] = [await findGuide(guide), await findChapter(guide, chapter)]
  return found && about ? { title: `${found.number}. ${found.title} · ${about.title}`, description: found.summary } : {}
}

export default async function ChapterPage({ params }: Props) {
  const { guide: guideSlug, chapter: chapterSlug } = await params
  const [guide, chapter] = [await findGuide(guideSlug), await findChapter(guideSlug, chapterSlug)]
  if (!guide || !chapter) notFound()
  const base = `/guides/${guide.slug}`
  return (
    <ChapterLayout
      guide={guide}
      chapter={chapter}
      base={base}
      home={{ href: base, label: guide.title }}
      questions={<QuestionList chapter={chapter} language={guide.language} />}
    />
  )
}
