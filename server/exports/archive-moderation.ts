import 'server-only'
import { db } from '#server/db.ts'
import { type ArchiveTable, atOnce, byId, chosen } from '#server/exports/archive-table.ts'

const ENTRY = { id: true, groupId: true, act: true, noun: true, subjectId: true, chapter: true, reason: true, createdAt: true } as const
const FLAG = {
  ...{ id: true, groupId: true, annotationId: true, commentId: true, answerId: true, groupQuestionId: true },
  ...{ groupAnswerId: true, positionId: true, meetingEventId: true, summaryId: true },
  ...{ reason: true, hides: true, passedOnAt: true, createdAt: true },
} as const
const MUTE = { groupId: true, mutedId: true, createdAt: true } as const

/** What a person flagged, whom they muted, and what was done about their own words or by themselves. */
export const ownModeration = (identities: string[]): Record<string, ArchiveTable> => ({
  flags: { columns: chosen(FLAG), pages: () => atOnce(() => db().flag.findMany({ where: { userId: { in: identities } }, select: FLAG })) },
  mutes: { columns: chosen(MUTE), pages: () => atOnce(() => db().mute.findMany({ where: { userId: { in: identities } }, select: MUTE })) },
  moderation_entries: {
    columns: chosen(ENTRY),
    pages: () =>
      byId((more, take) => {
        const own = { in: identities }
        const where = { AND: [{ OR: [{ creatorId: own }, { actorId: own }] }, more] }
        return db().moderationEntry.findMany({ where, orderBy: { id: 'asc' }, take, select: ENTRY })
      }),
  },
})

const LOGGED = { ...ENTRY, creatorId: true, actorId: true } as const

/** What was done about words in a group, as its owner may read it. */
export const moderationOf = (groupId: string): Record<string, ArchiveTable> => ({
  moderation_entries: {
    columns: chosen(LOGGED),
    pages: () =>
      byId(async (more, take) => {
        const where = { AND: [{ groupId }, more] }
        const rows = await db().moderationEntry.findMany({ where, orderBy: { id: 'asc' }, take, select: { ...LOGGED, named: true } })
        // Of an answer without a name nobody is told whose it is, nor who answered for it.
        return rows.map(({ named, ...row }) => (named ? row : { ...row, creatorId: null, ...(row.act === 'REPLY' && { actorId: null }) }))
      }),
  },
})
