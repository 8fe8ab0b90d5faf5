import 'server-only'
import { db, Prisma } from '#server/db.ts'

/*
 * What a member sees no more because they do not want to: words that they flagged and hid from themselves, and everything by somebody whom
 * they muted in this group. It concerns nobody else, and `server/visibility.ts` alone makes filters of it.
 */

type Looker = { userId: string; groupId: string; hidden?: Hidden }
/** Whom somebody muted in a group, and the words that they hid from themselves there, by their ids. */
type Hidden = { people: string[]; words: string[] }

/** As many flags as are looked up beforehand. */
const MOST = 1_000

/**
 * The same member for a look at very many rows: what they hid is read once, so that Postgres need not ask for each row. Of somebody who hid
 * very much it is asked nevertheless.
 */
export async function withHidden<Member extends Looker>(member: Member): Promise<Member & Looker> {
  const { userId, groupId } = member
  const [mutes, flags] = await Promise.all([
    db().mute.findMany({ where: { userId, groupId }, select: { mutedId: true }, take: MOST + 1 }),
    db().flag.findMany({ where: { userId, groupId, hides: true }, select: FLAGGED, take: MOST + 1 }),
  ])
  if (Math.max(mutes.length, flags.length) > MOST) return member
  const words = flags.flatMap((flag) => Object.values(flag).filter((id) => id !== null))
  return { ...member, hidden: { people: mutes.map(({ mutedId }) => mutedId), words } }
}

const FLAGGED = { annotationId: true, commentId: true, answerId: true, groupQuestionId: true } satisfies Prisma.FlagSelect

/** Rows of any noun that the member has not hidden from their own sight. */
export const inSightOf = (looker: Looker) => ({ ...unflaggedBy(looker), NOT: mutedBy(looker) })

/** Rows that the member has not flagged and hidden. */
export const unflaggedBy = ({ userId, hidden }: Looker) =>
  hidden ? { id: { notIn: hidden.words } } : { flags: { none: { userId, hides: true } } }

/** Rows by people whom the member has muted; never those whose writer is gone. */
export const mutedBy = ({ userId, groupId, hidden }: Looker) =>
  hidden ? { creatorId: { in: hidden.people, not: null } } : { creator: { mutedBy: { some: { userId, groupId } } } }

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
