import 'server-only'
import { maySeeWaiting } from '#domain/permissions.ts'
import { Prisma } from '#server/db.ts'
import type { SqlMember } from '#server/rule-table.ts'

/*
 * The first posts of new members, where a group asks that they wait for a facilitator. To everybody but whoever wrote them they are deleted, in every
 * channel (decision 0052). `server/visibility.ts` hands this on, and alone is asked.
 */

/** Why words were taken away, where they were. */
export type Taken = { removal?: 'WITHDRAWN' | 'MODERATED' | 'HELD' | null }
export const isHeld = ({ removal }: Taken) => removal === 'HELD'

type Written = Taken & { creatorId: string | null }

/** Where writers read their own, whoever asks for what stands asks for these too. */
export const waiting = {
  shownTo: ({ userId }: { userId: string }) => ({ removal: 'HELD' as const, creatorId: userId }),
  /** For rows of any noun's table. */
  shownToSql: ({ userId }: Pick<SqlMember, 'userId'>, alias: string): Prisma.Sql =>
    Prisma.sql`COALESCE(${Prisma.raw(`${alias}.removal`)} = 'HELD' AND ${Prisma.raw(`${alias}.creator_id`)} = ${userId}::uuid, FALSE)`,
  isShownTo: (row: Written, { userId }: { userId: string }) => isHeld(row) && maySeeWaiting({ isCreator: row.creatorId === userId }),
}
