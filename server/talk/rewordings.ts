import 'server-only'
import { Evidence } from '#domain/answer.ts'
import { REWORDING_BYTES, REWORDINGS_KEPT, type Rewording } from '#domain/rewording.ts'
import type { AboutSaying } from '#domain/saying.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { requireSaid } from '#server/talk/said.ts'
import type { Written } from '#server/talk/talk.ts'

/*
 * What notes, comments and answers said before they were changed. Whoever sees the words as they are sees what they were; of words that were
 * taken away nobody does. What was written in private is forgotten when it is shown to the group, and the other way round.
 */

const subjectOf = ({ noun, id }: Pick<AboutSaying, 'noun' | 'id'>) =>
  ({ annotation: { annotationId: id }, comment: { commentId: id }, answer: { answerId: id } })[noun]
const COLUMNS = { annotation: 'annotation_id', comment: 'comment_id', answer: 'answer_id' } as const

type Before = Pick<Written, 'id' | 'body' | 'version' | 'createdAt' | 'editedAt'> & { groupId: string; evidence?: Prisma.JsonValue }

/**
 * Keeps what words say before they are changed, and lets go what is over the budget.
 * @param before their row as it is changed
 */
export async function keepRewording(tx: Tx, noun: AboutSaying['noun'], before: Before): Promise<void> {
  const { id, groupId, version, body, evidence, createdAt, editedAt } = before
  const rested = Array.isArray(evidence) ? { evidence: evidence as Prisma.InputJsonArray } : {}
  const data = { ...subjectOf({ noun, id }), groupId, version, body, ...rested, writtenAt: editedAt ?? createdAt }
  await tx.rewording.createMany({ data: [data], skipDuplicates: true })
  await tx.$executeRaw`
    DELETE FROM rewordings w USING (
      SELECT id, row_number() OVER newest AS nth, sum(octet_length(body) + COALESCE(octet_length(evidence::text), 0)) OVER newest AS bytes
      FROM rewordings WHERE ${Prisma.raw(COLUMNS[noun])} = ${id}::uuid WINDOW newest AS (ORDER BY version DESC)
    ) kept WHERE w.id = kept.id AND (kept.nth > ${REWORDINGS_KEPT} OR kept.bytes > ${REWORDING_BYTES})`
}

/** Forgets what a note or an answer said before, and what was said about it: others see it from now on, or nobody but its writer. */
export async function forgetRewordings(tx: Tx, noun: 'annotation' | 'answer', id: string): Promise<void> {
  const subject = noun === 'annotation' ? { annotationId: id } : { answerId: id }
  await tx.rewording.deleteMany({ where: { OR: [subject, { comment: { thread: subject } }] } })
}

/** Forgets what words said before: they are deleted for good. */
export async function forgetEarlierWords(tx: Tx, about: Pick<AboutSaying, 'noun' | 'id'>): Promise<void> {
  await tx.rewording.deleteMany({ where: subjectOf(about) })
}

/**
 * What somebody's words were before they were changed, oldest first.
 * @throws Problem `not-found` for what the viewer does not see, or what was taken away
 */
export async function listRewordings(viewer: Viewer, { groupId, noun, id }: AboutSaying): Promise<Rewording[]> {
  const member = await requireMember(viewer, groupId)
  const { nameless } = await requireSaid(db(), member, { noun, id })
  const rows = await db().rewording.findMany({ where: { ...subjectOf({ noun, id }), groupId }, orderBy: { version: 'asc' } })
  return rows.map(({ version, body, evidence, writtenAt }) => {
    const at = writtenAt.toISOString()
    // Of an answer without a name the day is enough: the minute could say whose it is.
    const quotes = evidence === null ? null : Evidence.parse(evidence).map(({ exact }) => exact)
    return { version, body, evidence: quotes, writtenAt: nameless ? `${at.slice(0, 10)}T00:00:00.000Z` : at }
  })
}
