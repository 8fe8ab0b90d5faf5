import 'server-only'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { Line } from '#domain/live-meeting/run.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { HIDDEN_WORDS, readRun } from '#server/meetings/event-rows.ts'
import { appendByServer } from '#server/meetings/live-meeting.ts'
import { type AsWhom, type Finder, type Moderated, moderates, told } from '#server/moderation/moderates.ts'
import type { Subject } from '#server/talk/moderation-log.ts'
import { notBy } from '#server/visibility.ts'

/*
 * What was written down of a meeting. A line is named by the event that wrote its words, and is made of events: those with its words leave the
 * database without them while it is hidden, and an event of its own tells the devices that have them.
 */

const STANDS = { hiddenAt: null }

export const summary = moderates({
  seen: {
    member: (): Prisma.MeetingSummaryWhereInput => STANDS,
    leader: ({ userId }): Prisma.MeetingSummaryWhereInput => notBy(userId),
    creator: ({ userId }): Prisma.MeetingSummaryWhereInput => ({ creatorId: userId, hiddenAt: { not: null } }),
  },
  find: (where) =>
    db().meetingSummary.findFirst({
      where,
      include: { creator: { select: { id: true, name: true } }, meeting: { select: { chapter: true } } },
    }),
  moderated(row): Moderated {
    const { id, groupId, creatorId, body, short, hiddenAt, meeting } = row
    const subject: Subject = { noun: 'summary', id, chapter: meeting.chapter, creatorId, named: true }
    const where = { id, groupId }
    const tell = (tx: Tx) => notify(tx, { groupId, noun: 'meeting', id })
    return {
      ...told(row, subject, { body: [body, short].filter(Boolean).join('\n\n'), path: `meetings/${id}`, hidden: hiddenAt !== null }),
      async hide(tx) {
        const { count } = await tx.meetingSummary.updateMany({ where: { ...where, ...STANDS }, data: { hiddenAt: new Date() } })
        await tell(tx)
        return count > 0
      },
      async restore(tx) {
        await tx.meetingSummary.updateMany({ where, data: STANDS })
        await tell(tx)
      },
      async remove(tx) {
        await tx.meetingSummary.deleteMany({ where })
      },
    }
  },
})

type FoundLine = {
  line: Line
  text: string
  groupId: string
  meetingId: string
  chapter: string
  creator: Moderated['creator']
  ids: string[]
}

const lineIdOf = (action: MeetingAction): string | null => ('lineId' in action ? action.lineId : null)

/** A line with its words, also those that are hidden, and the events that hold any words of it. */
async function findLine({ id, groupId }: { id: string; groupId: string }): Promise<FoundLine | null> {
  const event = await db().meetingEvent.findFirst({
    where: { id, groupId },
    include: { meeting: { select: { chapter: true } }, group: { select: { keepsAttendance: true } } },
  })
  if (!event) return null
  const { meetingId, meeting, group } = event
  const { lines } = await readRun({ groupId, meetingId })
  const named = (wanted: string | null) => lines.find((each) => each.id === wanted)
  const line = lines.find(({ since }) => since === id) ?? named(id) ?? named(lineIdOf(event.action as MeetingAction))
  if (!line) return null
  const about = [{ id: line.id }, { action: { path: ['lineId'], equals: line.id } }]
  const rows = await db().meetingEvent.findMany({ where: { groupId, meetingId, OR: about }, select: { id: true, action: true } })
  const withWords = rows.flatMap(({ id: at, action }) =>
    'text' in (action as MeetingAction) ? [{ at, action: action as { text: string } }] : [],
  )
  // Of two changes at once the later one made a line of its own, which is not this one.
  const ids = withWords.map(({ at }) => at).filter((at) => at === line.id || !named(at))
  const written = withWords.find(({ at }) => at === line.since)?.action.text ?? ''
  // What facilitators do about words is written down: where nobody's presence is, not whose they are either.
  const by = group.keepsAttendance ? (line.byId ?? line.creatorId) : null
  const creator = by === null ? null : await db().user.findFirst({ where: { id: by }, select: { id: true, name: true } })
  const text = line.hidden ? written : line.text
  // Once it is deleted for good there is nothing left to decide about.
  return text === HIDDEN_WORDS && line.hidden ? null : { line, text, groupId, meetingId, chapter: meeting.chapter, creator, ids }
}

function isSeen({ line, creator }: FoundLine, { userId }: Belonging, as: AsWhom): boolean {
  const isOwn = creator?.id === userId
  if (as === 'creator') return isOwn && line.hidden
  return as === 'member' ? !line.removed : !isOwn && (line.hidden || !line.removed)
}

function moderatedLine({ line, text, groupId, meetingId, chapter, creator, ids }: FoundLine, id: string): Moderated {
  const subject: Subject = { noun: 'line', id, chapter, creatorId: creator?.id ?? null, named: true }
  const where = { groupId, meetingId, id: { in: ids } }
  const { kind, ownerId, due } = line
  return {
    ...told({ id, groupId, creator }, subject, { body: text, path: `meetings/${meetingId}`, hidden: line.hidden }),
    async hide(tx) {
      const { count } = await tx.meetingEvent.updateMany({ where: { ...where, ...STANDS }, data: { hiddenAt: new Date() } })
      if (count > 0) await appendByServer(tx, { groupId, meetingId }, { type: 'line-hidden', lineId: line.id })
      return count > 0
    },
    async restore(tx) {
      await tx.meetingEvent.updateMany({ where, data: STANDS })
      await appendByServer(tx, { groupId, meetingId }, { type: 'line-brought-back', lineId: line.id, kind, text, ownerId, due })
    },
    async remove(tx) {
      await tx.$executeRaw`
        UPDATE meeting_events SET action = jsonb_set(action, '{text}', to_jsonb(${HIDDEN_WORDS}::text)) WHERE id = ANY(${ids}::uuid[])`
    },
  }
}

export const line: Finder = async (about, member, as) => {
  const found = await findLine(about)
  return found && isSeen(found, member, as) ? moderatedLine(found, about.id) : null
}
