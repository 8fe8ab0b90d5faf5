import 'server-only'
import { NAMES_SHOWN, type Reaction, ReactionKind, type UpdateReaction } from '#domain/reaction.ts'
import type { AboutSaying } from '#domain/saying.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, Prisma } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { READER } from '#server/reading.ts'
import { requireSaid } from '#server/talk/said.ts'
import type { Member } from '#server/visibility.ts'

/*
 * Reactions travel with the note, the comment or the answer that they are about, to whoever sees that. They are no words: nothing turns
 * unread by them.
 */

const COLUMNS = { annotation: 'annotation_id', comment: 'comment_id', answer: 'answer_id' } as const

/** What `reactionsOf` takes, for queries on what they are about. */
export const WITH_REACTIONS = {
  orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  select: { kind: true, user: { select: { id: true, name: true } } },
} satisfies Prisma.Annotation$reactionsArgs

/** The reactions to something as a reader is shown them; to what was taken away there are none. */
export function reactionsOf(row: { deletedAt: Date | null; reactions: ReactedRow[] }, { userId }: Pick<Member, 'userId'>): Reaction[] {
  if (row.deletedAt) return []
  return ReactionKind.options.flatMap((kind) => {
    const by = row.reactions.filter((reaction) => reaction.kind === kind).map(({ user }) => ({ id: user.id, name: user.name }))
    return by.length > 0 ? { kind, count: by.length, mine: by.some(({ id }) => id === userId), by: by.slice(0, NAMES_SHOWN) } : []
  })
}
type ReactedRow = { kind: ReactionKind; user: { id: string; name: string } }

/** The same as JSON, for rows under an alias of the table that a noun is kept in. Most have none, which is looked up before anything is put together. */
export const reactionsSql = (noun: AboutSaying['noun'], alias: string): Prisma.Sql => {
  const [row, column] = [Prisma.raw(alias), Prisma.raw(COLUMNS[noun])]
  const who = Prisma.sql`json_build_object('id', r.user_id, 'name', (SELECT u.name FROM users u WHERE u.id = r.user_id))`
  return Prisma.sql`
    CASE WHEN ${row}.deleted_at IS NULL AND EXISTS (SELECT FROM reactions r WHERE r.${column} = ${row}.id) THEN (SELECT json_agg(k ORDER BY k.kind) FROM (
      SELECT r.kind, count(*)::int AS count, bool_or(r.user_id = ${READER.userId}) AS mine,
        to_json((array_agg(${who} ORDER BY r.created_at, r.user_id))[1:${Prisma.raw(String(NAMES_SHOWN))}]) AS by
      FROM reactions r WHERE r.${column} = ${row}.id GROUP BY r.kind) k) ELSE '[]' END`
}

/**
 * Reacts to something that somebody said, or takes it back; doing it twice is harmless.
 * @returns all reactions to it
 * @throws Problem `not-found` for what the viewer does not see, or what was taken away
 */
export async function updateReaction(viewer: Viewer, { groupId, noun, id, kind, on }: UpdateReaction): Promise<Reaction[]> {
  const member = await requireMember(viewer, groupId)
  const subject = { annotation: { annotationId: id }, comment: { commentId: id }, answer: { answerId: id } }[noun]
  const mine = { ...subject, groupId, userId: viewer.userId, kind }
  return db().$transaction(async (tx) => {
    const { chapter, heard } = await requireSaid(tx, member, { noun, id })
    const { count } = on
      ? await tx.reaction.createMany({ data: [mine], skipDuplicates: true })
      : await tx.reaction.deleteMany({ where: mine })
    if (count > 0) await notify(tx, { groupId, noun, id, chapter, ...heard })
    const reactions = await tx.reaction.findMany({ where: { ...subject, groupId }, ...WITH_REACTIONS })
    return reactionsOf({ deletedAt: null, reactions }, viewer)
  })
}
