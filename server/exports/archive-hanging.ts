import 'server-only'
import { db, type Prisma } from '#server/db.ts'
import { type ArchiveTable, byId, chosen } from '#server/exports/archive-table.ts'

/* What hangs on notes, comments and answers, in an archive. */

const SUBJECT = { id: true, groupId: true, annotationId: true, commentId: true, answerId: true } as const
const REWORDING = { ...SUBJECT, version: true, body: true, evidence: true, writtenAt: true } as const
const REACTION = { ...SUBJECT, userId: true, kind: true, createdAt: true } as const

type Beneath = { note: Prisma.AnnotationWhereInput; comment: Prisma.CommentWhereInput; answer: Prisma.AnswerWhereInput }

/** What is about notes, comments and answers that meet a condition, and stand. */
export const beneath = ({ note, comment, answer }: Beneath) => ({
  OR: [
    { annotation: { AND: [note, { deletedAt: null }] } },
    { comment: { AND: [comment, { deletedAt: null }] } },
    { answer: { AND: [answer, { deletedAt: null }] } },
  ],
})

/** The tables of it, each row under a condition. */
export function hangingTables(where: {
  reaction: Prisma.ReactionWhereInput
  rewording: Prisma.RewordingWhereInput
}): Record<string, ArchiveTable> {
  const orderBy = { id: 'asc' } as const
  return {
    rewordings: {
      columns: chosen(REWORDING),
      pages: () =>
        byId((more, take) => db().rewording.findMany({ where: { AND: [where.rewording, more] }, orderBy, take, select: REWORDING })),
    },
    reactions: {
      columns: chosen(REACTION),
      pages: () =>
        byId((more, take) => db().reaction.findMany({ where: { AND: [where.reaction, more] }, orderBy, take, select: REACTION })),
    },
  }
}
