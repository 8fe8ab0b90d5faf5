import type { Metadata } from 'next'
import Link from 'next/link'
import { MyGroups } from '#components/groups/my-groups.tsx'
import { readingMinutes } from '#domain/guide.ts'
import { listContentGuides } from '#server/content/content-guides.ts'

export const metadata: Metadata = { title: { absolute: 'Studycircle: read together' } }

export default async function Home() {
  const guides = await listContentGuides()
  return (
    <div className="page py-10 sm:py-16">
      <h1 className="measure">Read together, argue, and write down what you found</h1>
      <p className="measure mt-5 font-serif text-lg leading-relaxed">
        Studycircle is a study guide that a group reads at its own pace. You mark passages, answer the questions and talk about them in the
        margin, where only your group can see. Once a week you meet, with an agenda made of the chapter’s questions.
      </p>
      <div className="mt-12 grid gap-12 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
        <MyGroups />
        <section id="guides" aria-labelledby="guides-title" className="lg:order-first">
          <h2 id="guides-title">{guides.length === 1 ? 'The guide' : 'Guides'}</h2>
          <ul className="mt-3 divide-y divide-line border-line border-y">
            {guides.map(({ slug, title, summary, language, chapters }) => (
              <li key={slug} lang={language}>
                <Link href={`/guides/${slug}`} className="group block py-4">
                  <span className="block font-semibold font-serif text-xl group-hover:text-accent group-hover:underline">{title}</span>
                  <span className="measure mt-1 block">{summary}</span>
                  <span className="mt-1 block text-muted text-sm" lang="en">
                    {chapters.length} {chapters.length === 1 ? 'chapter' : 'chapters'} ·{' '}
                    {readingMinutes(chapters.reduce((sum, { words }) => sum + words, 0))} minutes of reading
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {guides.length === 0 && <p className="mt-3 text-muted">There is no guide yet. Put one into the folder for guides.</p>}
        </section>
      </div>
    </div>
  )
}
