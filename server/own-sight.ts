import 'server-only'
import { Prisma } from '#server/db.ts'

/*
 * What a member sees no more because they do not want to: words that they flagged and hid from themselves, and everything by somebody whom
 * they muted in this group. It concerns nobody else, and `server/visibility.ts` alone asks.
 */

type Looker = { userId: string; groupId: string }

/** Rows of any noun that the member has not hidden from their own sight. */
export const inSightOf = (looker: Looker) => ({ ...unflaggedBy(looker), NOT: mutedBy(looker) })

/** Rows that the member has not flagged and hidden. */
export const unflaggedBy = ({ userId }: Looker) => ({ flags: { none: { userId, hides: true } } })

/** Rows by people whom the member has muted. */
export const mutedBy = ({ userId, groupId }: Looker) => ({ creator: { mutedBy: { some: { userId, groupId } } } })

type FlagColumn = 'annotation_id' | 'comment_id' | 'answer_id' | 'group_question_id'

/**
 * The same for rows under an alias of a table that has `group_id` and `creator_id`.
 * @param column the one of `flags` that names them
 * @param named which of the rows a reader is told whose they are: muting somebody must not tell which of the others are theirs
 */
export function inSightOfSql(
  userId: string | Prisma.Sql,
  alias: string,
  column: FlagColumn,
  named: Prisma.Sql = Prisma.sql`TRUE`,
): Prisma.Sql {
  const at = (name: string) => Prisma.raw(`${alias}.${name}`)
  return Prisma.sql`(NOT EXISTS (SELECT FROM flags f WHERE f.${Prisma.raw(column)} = ${at('id')} AND f.user_id = ${userId}::uuid AND f.hides)
    AND NOT EXISTS (SELECT FROM mutes z WHERE z.user_id = ${userId}::uuid AND z.muted_id = ${at('creator_id')} AND z.group_id = ${at('group_id')} AND ${named}))`
}
