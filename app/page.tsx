import type { Metadata } from 'next'
import { MyGroups } from '#components/groups/my-groups.tsx'
import { GuideList } from '#components/guides/guide-list.tsx'
import { MoreTexts } from '#components/guides/more-texts.tsx'
import { guideItem } from '#domain/guide-reading.ts'
import { listContentGuides } from '#server/content/content-guides.ts'

export const metadata: Metadata = { title: { absolute: 'Studycircle: read together' } }

export default async function Home() {
  const guides = await listContentGuides()
  // As tall as the window: what comes after the page moves nothing that is in sight.
  return (
    <div className="page min-h-svh py-10 sm:py-16">
      <h1 className="measure">Read together, argue, and write down what you found</h1>
      <p className="measure mt-5 font-serif text-lg leading-relaxed">
        Studycircle is a study guide that a group reads at its own pace. You mark passages, answer the questions and talk about them in the
        margin, where only your group can see. Once a week you meet, with an agenda made of the chapter’s questions.
      </p>
      <div className="mt-12 grid gap-12 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
        <MyGroups />
        <section id="guides" aria-labelledby="guides-title" className="lg:order-first">
          <h2 id="guides-title">{guides.length === 1 ? 'The guide' : 'Guides'}</h2>
          <GuideList guides={guides.map(guideItem)} />
          {guides.length === 0 && <p className="mt-3 text-muted">There is no guide yet. Put one into the folder for guides.</p>}
          <MoreTexts />
          <noscript>
            <p className="mt-6">
              <a href="/texts" className="link">
                Texts that were added to this site
              </a>
            </p>
          </noscript>
        </section>
      </div>
    </div>
  )
}
