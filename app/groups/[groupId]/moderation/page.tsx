import type { Metadata } from 'next'
import { HeldPosts, OwnHeld } from '#components/moderation/held-posts.tsx'
import { Flagged, Hidden, Own, Part } from '#components/moderation/moderation-lists.tsx'
import { ModerationLog } from '#components/moderation/moderation-log.tsx'
import { OwnSight } from '#components/moderation/own-sight.tsx'
import * as say from '#messages/moderation.ts'
import { findFormReply } from '#server/form-reply.ts'
import { listMembers } from '#server/groups/members.ts'
import { listModeration } from '#server/moderation/moderation-list.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.title() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What was flagged, hidden and done in a group, as far as it is the viewer's to see. */
export default async function ModerationPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply: id }] = await Promise.all([params, searchParams])
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/moderation`)
  const [moderation, members, reply] = await Promise.all([
    listModeration(viewer, { groupId }),
    listMembers(viewer, { groupId }),
    findFormReply(id),
  ])
  const { held, ownHeld, flagged, hidden, own, log } = moderation
  const acts = { groupId, viewer: viewer.userId, reply }
  return (
    <div className="page py-8 sm:py-10">
      <div className="measure space-y-12">
        <div>
          <h1>{say.title()}</h1>
          <p className="mt-2 text-muted">{say.lead()}</p>
        </div>
        {ownHeld.length > 0 && <OwnHeld {...acts} words={ownHeld} />}
        {own.length > 0 && (
          <Part title={say.ownWords()} empty={null}>
            {own.map((words) => (
              <Own key={words.subjectId} {...acts} words={words} />
            ))}
          </Part>
        )}
        {flagged && (
          <Part title={say.waiting()} empty={flagged.length === 0 ? say.nothingFlagged() : null}>
            {flagged.map((words) => (
              <Flagged key={words.subjectId} {...acts} words={words} />
            ))}
          </Part>
        )}
        {held && <HeldPosts {...acts} held={held} />}
        {hidden && (
          <Part title={say.hiddenWords()} empty={hidden.length === 0 ? say.nothingHidden() : null}>
            {hidden.map((words) => (
              <Hidden key={words.subjectId} {...acts} words={words} />
            ))}
          </Part>
        )}
        <OwnSight {...acts} {...moderation} others={members.filter(({ isViewer }) => !isViewer)} />
        {log && <ModerationLog log={log} />}
      </div>
    </div>
  )
}
