import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Asks } from '#domain/inbox.ts'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { requireGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { groupAnswers } from '#server/visibility.ts'

/** A session is asked about when it is so near. Milliseconds. */
const NEAR = 14 * 24 * 3600_000
/** So many sessions back a to-do still comes up. */
const SESSIONS_BACK = 4

/** What the group and those who plan its sessions ask of the viewer: found in the rows, and gone once it is done. */
export async function listAsks(viewer: Viewer, { groupId }: InGroup): Promise<Asks> {
  const member = await requireMember(viewer, groupId)
  const { userId } = viewer
  const guide = await requireGuide(member.guide)
  const titles = new Map([...guide.chapters, ...guide.withdrawn].map(({ slug, title }) => [slug, title]))
  const titleOf = (chapter: string) => titles.get(chapter) ?? chapter
  const scheduled = { groupId, status: 'SCHEDULED' as const }
  const session = { id: true, chapter: true, startsAt: true } as const
  const now = new Date()
  const [coming, past, proposed] = await Promise.all([
    db().meeting.findMany({
      where: { ...scheduled, startsAt: { gt: now, lt: new Date(now.getTime() + NEAR) } },
      orderBy: { startsAt: 'asc' },
      select: { ...session, attendances: { where: { userId, rsvp: { not: null } }, select: { userId: true } } },
    }),
    db().meeting.findMany({
      where: { ...scheduled, startsAt: { lte: now } },
      orderBy: { startsAt: 'desc' },
      take: SESSIONS_BACK,
      select: session,
    }),
    db().groupAnswer.findMany({
      where: { groupId, state: 'PROPOSED', AND: [groupAnswers.seenBy(member)] },
      select: {
        ...{ chapter: true, questionId: true },
        versions: { orderBy: { version: 'desc' }, take: 1, select: { base: true } },
        positions: { where: { userId }, orderBy: { version: 'desc' }, take: 1, select: { version: true } },
      },
    }),
  ])
  const runs = await Promise.all(
    [...coming, ...past].map(async (meeting) => ({ meeting, run: await readRun({ groupId, meetingId: meeting.id }) })),
  )
  const asked = ({ id, chapter, startsAt }: (typeof past)[number]) => ({
    meetingId: id,
    chapterTitle: titleOf(chapter),
    startsAt: startsAt.toISOString(),
  })
  return {
    sessions: member.keepsPeople ? coming.filter(({ attendances }) => attendances.length === 0).map(asked) : [],
    roles: runs.flatMap(({ meeting, run }) =>
      MeetingRole.options.flatMap((role) => (run.roles[role] === userId && meeting.startsAt > now ? { ...asked(meeting), role } : [])),
    ),
    todos: runs.flatMap(({ meeting, run }) =>
      run.lines
        .filter(({ kind, ownerId, removed, settled }) => kind === 'ACTION' && ownerId === userId && !removed && !settled)
        .map(({ text, due }) => ({ ...asked(meeting), text, due })),
    ),
    answers: proposed
      .filter(({ versions, positions }) => (positions[0]?.version ?? 0) < (versions[0]?.base ?? 0))
      .map(({ chapter, questionId }) => ({ chapter, chapterTitle: titleOf(chapter), questionId })),
  }
}
