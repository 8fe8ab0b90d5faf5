import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EntryList } from '#components/guides/entry-list.tsx'
import { GuidePage } from '#components/guides/guide-page.tsx'
import { lifeInWords } from '#domain/timeline.ts'
import { findContentGuide, findEntries, listGuidesWith } from '#server/content/content-guides.ts'

export const dynamicParams = false

type Props = { params: Promise<{ guide: string }> }

export async function generateStaticParams() {
  return (await listGuidesWith('people')).map(({ slug }) => ({ guide: slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = (await findContentGuide((await params).guide))?.guide
  const page = guide?.pages.find(({ slug }) => slug === 'people')
  return guide && page ? { title: `${page.title} · ${guide.title}`, description: page.summary } : {}
}

export default async function PeoplePage({ params }: Props) {
  const guide = (await findContentGuide((await params).guide))?.guide
  const entries = guide && (await findEntries(guide.slug))
  if (!entries) notFound()
  const people = entries.people.map(({ id, who, appearances, ...person }) => ({
    anchor: `person-${id}`,
    name: (
      <>
        {person.name} <span className="block font-normal text-muted">{lifeInWords(person)}</span>
      </>
    ),
    words: who,
    appearances,
  }))
  return (
    <GuidePage guide={guide} slug="people">
      <div lang={guide.language}>
        <EntryList guide={guide.slug} entries={people} />
      </div>
    </GuidePage>
  )
}
