import 'server-only'
import { db, type Prisma } from '#server/db.ts'
import { answerTables, openAnswers, POSITION } from '#server/exports/archive-answers.ts'
import { beneath, hangingTables } from '#server/exports/archive-hanging.ts'
import { moderationOf, ownModeration } from '#server/exports/archive-moderation.ts'
import { type ArchiveTable, atOnce, byId, chosen, unhidden, wordless } from '#server/exports/archive-table.ts'
import { waysIn } from '#server/exports/archive-ways-in.ts'
import { shownAction } from '#server/meetings/event-rows.ts'
import { notes } from '#server/visibility.ts'

/*
 * What leaves as a table of an archive, by the tables of the database: a person's own rows, and a group's. A table that is in neither list
 * says why it is left out; a test fails for one that nobody has thought of.
 */

const WRITTEN = {
  id: true,
  groupId: true,
  creatorId: true,
  body: true,
  version: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
  removal: true,
} as const
const NOTE = {
  ...WRITTEN,
  ...{ creatorName: true, chapter: true, chapterRevision: true, visibility: true, motivation: true, tags: true },
  ...{ exact: true, prefix: true, suffix: true, start: true, end: true, lostIn: true },
} as const
const COMMENT = { ...WRITTEN, creatorName: true, threadId: true, parentId: true } as const
const ANSWER = { ...WRITTEN, chapter: true, questionId: true, sharing: true, evidence: true } as const
const { body: _, ...BARE } = WRITTEN
const QUESTION = {
  ...BARE,
  text: true,
  chapter: true,
  annotationId: true,
  kind: true,
  status: true,
  reason: true,
  deciderId: true,
  decidedAt: true,
} as const
const CHANGE = {
  ...{ id: true, groupId: true, annotationId: true, outcome: true, actorId: true, createdAt: true },
  ...{ fromChapter: true, fromExact: true, toChapter: true, toExact: true },
} as const
const EVENT = { id: true, groupId: true, meetingId: true, seq: true, actorId: true, action: true, at: true, hiddenAt: true } as const
const ATTENDANCE = { groupId: true, meetingId: true, userId: true, rsvp: true, present: true, updatedAt: true } as const
const SUMMARY = {
  ...{ id: true, groupId: true, creatorId: true, body: true, short: true, version: true, publishedAt: true, hiddenAt: true },
} as const
const INVITATION = {
  ...{ id: true, groupId: true, creatorId: true, createdAt: true, expiresAt: true, maxUses: true, uses: true, revokedAt: true },
} as const

/** Notes, comments, answers and suggestions that meet a condition, and what happened in meetings. */
function talkTables(where: {
  note: Prisma.AnnotationWhereInput
  comment: Prisma.CommentWhereInput
  answer: Prisma.AnswerWhereInput
  question: Prisma.GroupQuestionWhereInput
  change: Prisma.PassageChangeWhereInput
  event: Prisma.MeetingEventWhereInput
  /** Whether all of it is one person's own: they are told which nameless answers are theirs. */
  isOwn: boolean
}): Record<string, ArchiveTable> {
  const orderBy = { id: 'asc' } as const
  // What waits for a facilitator is deleted for everybody but whoever wrote it, who takes it along.
  const shown = <Row extends { deletedAt: Date | null; removal: string | null }>(row: Row): Row =>
    where.isOwn && row.removal === 'HELD' ? { ...row, deletedAt: null } : row
  const noted = (row: Prisma.AnnotationGetPayload<{ select: typeof NOTE }>) => ({ ...wordless(row), tags: row.deletedAt ? [] : row.tags })
  return {
    annotations: {
      columns: chosen(NOTE),
      pages: () =>
        byId(async (more, take) =>
          (await db().annotation.findMany({ where: { AND: [where.note, more] }, orderBy, take, select: NOTE })).map(shown).map(noted),
        ),
    },
    comments: {
      columns: chosen(COMMENT),
      pages: () =>
        byId(async (more, take) =>
          (await db().comment.findMany({ where: { AND: [where.comment, more] }, orderBy, take, select: COMMENT })).map(shown).map(wordless),
        ),
    },
    answers: {
      columns: chosen(ANSWER),
      pages: () =>
        byId(async (more, take) =>
          (await db().answer.findMany({ where: { AND: [where.answer, more] }, orderBy, take, select: ANSWER })).map(shown).map((row) => ({
            ...wordless(row),
            evidence: row.deletedAt ? [] : row.evidence,
            creatorId: where.isOwn || row.sharing !== 'NAMELESS' ? row.creatorId : null,
          })),
        ),
    },
    group_questions: {
      columns: chosen(QUESTION),
      pages: () =>
        byId(async (more, take) => {
          const rows = await db().groupQuestion.findMany({ where: { AND: [where.question, more] }, orderBy, take, select: QUESTION })
          return rows.map(shown).map((row) => (row.deletedAt ? { ...row, text: '' } : row))
        }),
    },
    passage_changes: {
      columns: chosen(CHANGE),
      pages: () =>
        byId((more, take) => db().passageChange.findMany({ where: { AND: [where.change, more] }, orderBy, take, select: CHANGE })),
    },
    meeting_events: {
      columns: chosen(EVENT),
      pages: () =>
        byId(async (more, take) => {
          const rows = await db().meetingEvent.findMany({ where: { AND: [where.event, more] }, orderBy, take, select: EVENT })
          return rows.map((row) => ({ ...row, action: shownAction(row) }))
        }),
    },
  }
}

const summaries = (where: Prisma.MeetingSummaryWhereInput): ArchiveTable => ({
  columns: chosen(SUMMARY),
  pages: () =>
    byId(async (more, take) => {
      const rows = await db().meetingSummary.findMany({ where: { AND: [where, more] }, orderBy: { id: 'asc' }, take, select: SUMMARY })
      return rows.map((row) => (row.hiddenAt ? { ...unhidden(row), short: '' } : row))
    }),
})

/** What a person takes along: everything of theirs in all groups, under whatever name, also those that they have left, and what the site keeps about them. */
export function tablesOfPerson(accountId: string, identities: string[]): Record<string, ArchiveTable> {
  const [userId, own] = [{ in: identities }, { creatorId: { in: identities } }]
  const user = { id: true, username: true, name: true, email: true, emailVerified: true, createdAt: true } as const
  const membership = { groupId: true, role: true, joinedAt: true, group: { select: { name: true, guide: true } } } as const
  const draft = { id: true, fileName: true, createdAt: true, updatedAt: true, publishedAt: true, text: true, settings: true } as const
  const unclear = { groupId: true, chapter: true, paragraphKey: true } as const
  const vote = { groupId: true, groupQuestionId: true, createdAt: true } as const
  const visit = { groupId: true, chapter: true, seenAt: true } as const
  return {
    users: { columns: chosen(user), pages: () => atOnce(() => db().user.findMany({ where: { id: accountId }, select: user })) },
    memberships: {
      columns: ['groupId', 'groupName', 'guide', 'role', 'joinedAt'],
      pages: () =>
        atOnce(async () => {
          const rows = await db().membership.findMany({ where: { userId }, select: membership })
          return rows.map(({ group, ...row }) => ({ ...row, groupName: group.name, guide: group.guide }))
        }),
    },
    ...talkTables({
      note: own,
      comment: own,
      answer: own,
      question: own,
      change: { actorId: userId },
      event: { actorId: userId },
      isOwn: true,
    }),
    ...hangingTables({ reaction: { userId }, rewording: beneath({ note: own, comment: own, answer: own }) }),
    positions: {
      columns: chosen(POSITION),
      pages: () =>
        byId(async (more, take) =>
          (await db().position.findMany({ where: { AND: [{ userId }, more] }, orderBy: { id: 'asc' }, take, select: POSITION })).map(
            unhidden,
          ),
        ),
    },
    meeting_summaries: summaries(own),
    attendances: {
      columns: chosen(ATTENDANCE),
      pages: () => atOnce(() => db().attendance.findMany({ where: { userId }, select: ATTENDANCE })),
    },
    invitations: { columns: chosen(INVITATION), pages: () => atOnce(() => db().invitation.findMany({ where: own, select: INVITATION })) },
    unclear_marks: {
      columns: chosen(unclear),
      pages: () => atOnce(() => db().unclearMark.findMany({ where: { userId }, select: unclear })),
    },
    ...ownModeration(identities),
    visits: { columns: chosen(visit), pages: () => atOnce(() => db().visit.findMany({ where: { userId }, select: visit })) },
    ...waysIn(accountId),
    question_votes: { columns: chosen(vote), pages: () => atOnce(() => db().questionVote.findMany({ where: { userId }, select: vote })) },
    import_drafts: {
      columns: chosen(draft),
      pages: () =>
        byId((more, take) => db().importDraft.findMany({ where: { AND: [own, more] }, orderBy: { id: 'asc' }, take, select: draft }), 1),
    },
  }
}

/** What a group's owner takes along: all that the whole group sees, and who they are. Nobody's private notes, not the owner's either. */
export function tablesOfGroup(groupId: string): Record<string, ArchiveTable> {
  const where = { groupId }
  const group = { id: true, name: true, guide: true, agendaTemplate: true, reminderHours: true, createdAt: true } as const
  const membership = { userId: true, role: true, joinedAt: true, user: { select: { name: true } } } as const
  const thread = { id: true, chapter: true, annotationId: true, answerId: true, questionId: true, createdAt: true } as const
  const step = { chapter: true, paragraphKey: true, step: true } as const
  const meeting = {
    ...{ id: true, chapter: true, moreChapters: true, startsAt: true, minutes: true, timeZone: true, place: true, status: true },
    ...{ startedAt: true, closedAt: true, createdAt: true, updatedAt: true },
  } as const
  const seen = notes.ofGroup()
  const inThread = {
    OR: [{ annotationId: null, answerId: null }, { annotation: seen }, { answer: openAnswers(groupId) }],
  } satisfies Prisma.ThreadWhereInput
  const talk = { note: { ...where, ...seen }, comment: { ...where, thread: inThread }, answer: openAnswers(groupId) }
  return {
    reading_groups: {
      columns: chosen(group),
      pages: () => atOnce(() => db().readingGroup.findMany({ where: { id: groupId }, select: group })),
    },
    memberships: {
      columns: ['userId', 'name', 'role', 'joinedAt'],
      pages: () =>
        atOnce(async () => {
          const rows = await db().membership.findMany({ where, select: membership })
          return rows.map(({ user, ...row }) => ({ ...row, name: user.name }))
        }),
    },
    threads: {
      columns: chosen(thread),
      pages: () =>
        byId((more, take) =>
          db().thread.findMany({ where: { AND: [where, inThread, more] }, orderBy: { id: 'asc' }, take, select: thread }),
        ),
    },
    ...talkTables({
      ...talk,
      question: where,
      change: { ...where, annotation: seen },
      event: where,
      isOwn: false,
    }),
    ...hangingTables({ reaction: beneath(talk), rewording: beneath(talk) }),
    meetings: {
      columns: chosen(meeting),
      pages: () =>
        byId((more, take) => db().meeting.findMany({ where: { AND: [where, more] }, orderBy: { id: 'asc' }, take, select: meeting })),
    },
    meeting_summaries: summaries(where),
    attendances: { columns: chosen(ATTENDANCE), pages: () => atOnce(() => db().attendance.findMany({ where, select: ATTENDANCE })) },
    invitations: { columns: chosen(INVITATION), pages: () => atOnce(() => db().invitation.findMany({ where, select: INVITATION })) },
    ...answerTables(groupId),
    ...moderationOf(groupId),
    unclear_steps: { columns: chosen(step), pages: () => atOnce(() => db().unclearStep.findMany({ where, select: step })) },
  }
}
