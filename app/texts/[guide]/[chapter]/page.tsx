import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { QuestionList } from '#components/questions/question-list.tsx'
import { ChapterLayout } from '#components/reader/chapter-layout.tsx'
import { numberedTitle } from '#domain/guide-reading.ts'
import { requirePageText } from '#server/page-access.ts'

type Props = { params: Promise<{ guide: string; chapter: string }> }

async function load({ params }: Props) {
  const { guide: slug, chapter: chapterSlug } = await params
  const { guide, findChapter } = await requirePageText(slug, `/texts/${slug}/${chapterSlug}`)
  // A withdrawn chapter is for the groups that wrote on it.
  const chapter = guide.chapters.some((item) => item.slug === chapterSlug) ? await findChapter(chapterSlug) : null
  if (!chapter) notFound()
  return { guide, chapter }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { guide, chapter } = await load(props)
  return { title: `${numberedTitle(chapter)} · ${guide.title}`, description: chapter.summary, robots: { index: false } }
}

/** A chapter of an imported guide, made when it is asked for. */
export default async function TextChapterPage(props: Props) {
  const { guide, chapter } = await load(props)
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
