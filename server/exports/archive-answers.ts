import 'server-only'
import { db, type Prisma } from '#server/db.ts'
import { type ArchiveTable, byId, chosen, unhidden } from '#server/exports/archive-table.ts'
import { answers, groupAnswers, openQuestions } from '#server/visibility.ts'

/*
 * What the group answers together, in its archive. The archive is for every member, so that it holds what each of them sees: what only those
 * see who have answered a question themselves is not in it.
 */

const ASKED = { id: true, chapter: true, questionId: true, revealedAt: true, createdAt: true } as const
const TOGETHER = { id: true, chapter: true, questionId: true, state: true, version: true, createdAt: true } as const
const VERSION = { id: true, groupAnswerId: true, version: true, body: true, creatorId: true, createdAt: true } as const
const STEP = {
  id: true,
  groupAnswerId: true,
  state: true,
  version: true,
  agreed: true,
  members: true,
  meetingId: true,
  createdAt: true,
} as const
export const POSITION = {
  ...{ id: true, groupId: true, groupAnswerId: true, version: true, userId: true, stance: true, body: true, named: true, createdAt: true },
  hiddenAt: true,
} as const

/** Answers that everybody in the group sees. */
export const openAnswers = (groupId: string) =>
  ({ groupId, AND: [answers.shared(), { asked: openQuestions.toAll() }] }) satisfies Prisma.AnswerWhereInput

/** The tables of the group's answers, of one group. */
export function answerTables(groupId: string): Record<string, ArchiveTable> {
  const orderBy = { id: 'asc' } as const
  const groupAnswer = { groupId, AND: [groupAnswers.seenByAll()] } satisfies Prisma.GroupAnswerWhereInput
  const where = { groupId, groupAnswer }
  return {
    asked_questions: {
      columns: chosen(ASKED),
      pages: () => byId((more, take) => db().askedQuestion.findMany({ where: { AND: [{ groupId }, more] }, orderBy, take, select: ASKED })),
    },
    group_answers: {
      columns: chosen(TOGETHER),
      pages: () =>
        byId((more, take) => db().groupAnswer.findMany({ where: { AND: [groupAnswer, more] }, orderBy, take, select: TOGETHER })),
    },
    group_answer_versions: {
      columns: chosen(VERSION),
      pages: () =>
        byId((more, take) => db().groupAnswerVersion.findMany({ where: { AND: [where, more] }, orderBy, take, select: VERSION })),
    },
    group_answer_steps: {
      columns: chosen(STEP),
      pages: () => byId((more, take) => db().groupAnswerStep.findMany({ where: { AND: [where, more] }, orderBy, take, select: STEP })),
    },
    positions: {
      columns: chosen(POSITION),
      pages: () =>
        byId(async (more, take) => {
          const rows = await db().position.findMany({ where: { AND: [where, more] }, orderBy, take, select: POSITION })
          return rows.map((row) => ({ ...unhidden(row), userId: row.named ? row.userId : null }))
        }),
    },
  }
}
