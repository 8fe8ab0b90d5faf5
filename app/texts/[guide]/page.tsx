import type { Metadata } from 'next'
import { MyGroups } from '#components/groups/my-groups.tsx'
import { GuideHome } from '#components/guides/guide-home.tsx'
import { requirePageText } from '#server/page-access.ts'

type Props = { params: Promise<{ guide: string }> }

async function load({ params }: Props) {
  const { guide } = await params
  return requirePageText(guide, `/texts/${guide}`)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { guide } = await load(props)
  return { title: guide.title, description: guide.summary, robots: { index: false } }
}

/** The page of an imported guide, made when it is asked for. */
export default async function TextPage(props: Props) {
  const { guide } = await load(props)
  return (
    <GuideHome guide={guide}>
      <MyGroups guide={guide.slug} />
    </GuideHome>
  )
}
