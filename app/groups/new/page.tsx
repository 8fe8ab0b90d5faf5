import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { StartGroup } from '#components/groups/start-group.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import * as say from '#messages/imports.ts'
import { listGuides } from '#server/content/guides.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findImporter } from '#server/installation.ts'
import { requirePageViewer } from '#server/page-access.ts'
import { openTo } from '#server/texts.ts'

export const metadata: Metadata = { title: 'Start a group' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewGroupPage({ searchParams }: Props) {
  const { guide, reply } = await searchParams
  const wanted = typeof guide === 'string' ? guide : ''
  const viewer = await requirePageViewer(wanted ? `/groups/new?guide=${encodeURIComponent(wanted)}` : '/groups/new')
  const [listed, { may }] = await Promise.all([listGuides(), findImporter(viewer)])
  const guides = (await openTo(viewer, listed)).map(({ slug, title }) => ({ slug, title }))
  const chosen = guides.find(({ slug }) => slug === wanted) ?? guides[0]
  const lead =
    guides.length === 1
      ? `It reads “${chosen?.title}”. You get a link to invite people at once.`
      : 'You get a link to invite people at once.'
  return (
    <Door title="Start a group" lead={lead}>
      {chosen ? (
        <StartGroup guides={guides} guide={chosen.slug} id={randomUUID()} viewer={viewer.userId} reply={await findFormReply(reply)} />
      ) : (
        !may && <Notice title={say.noGuideYet()}>{say.noGuideAsk()}</Notice>
      )}
      {may && (
        <div className={chosen ? 'mt-8 border-line border-t pt-6' : ''}>
          <p className="mb-3 text-muted">{say.bringYourOwnAbout()}</p>
          <ButtonLink href="/texts/import" variant={chosen ? 'quiet' : 'primary'}>
            {say.bringYourOwn()}
          </ButtonLink>
        </div>
      )}
    </Door>
  )
}
