import 'server-only'
import { Prisma } from '#server/db.ts'
import type { Fresh } from '#server/markdown/render.ts'

/** A change, a loss or a place in another chapter that nobody has decided about. */
export const WAITING = { outcome: { in: ['CHANGED', 'LOST', 'FOUND'] }, settledById: null } satisfies Prisma.PassageChangeWhereInput
/** The same for rows of `passage_changes`. */
export const isWaitingSql = (alias: string): Prisma.Sql => {
  const at = (name: string) => Prisma.raw(`${alias}.${name}`)
  return Prisma.sql`${at('outcome')} = ANY(${WAITING.outcome.in}::"PassageOutcome"[]) AND ${at('settled_by_id')} IS NULL`
}
export const DECISIONS = { ACCEPTED: 'accept', ATTACHED: 'attach', UNATTACHED: 'unattach' } as const

export const WITH_WAITING = {
  creator: { select: { id: true, name: true } },
  changes: { where: WAITING, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.AnnotationInclude
/** An annotation with what waits about it. */
export type Concerned = Prisma.AnnotationGetPayload<{ include: typeof WITH_WAITING }>
/** The same, to be shown. */
export type Shown = Fresh<Concerned>

export const WITH_NOTE = {
  annotation: { include: WITH_WAITING },
  actor: { select: { name: true } },
  settles: { where: { outcome: 'CHANGED' }, orderBy: { createdAt: 'asc' }, take: 1 },
} satisfies Prisma.PassageChangeInclude
/** A decision, with the annotation that it is about. */
export type Decided = Prisma.PassageChangeGetPayload<{ include: typeof WITH_NOTE }> & { annotation: Shown }
