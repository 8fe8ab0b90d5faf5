import 'server-only'
import { namesakesOf } from '#domain/namesakes.ts'
import type { Creator } from '#domain/viewer.ts'
import { namesake } from '#messages/namesakes.ts'
import { Prisma } from '#server/db.ts'
import { statement } from '#server/statement.ts'

/** When those joined whose name another member of the group has too, by id. */
export type Namesakes = Readonly<Record<string, string>>

const MEMBERS = statement<{ id: string; name: string; joinedAt: Date }, { groupId: string }>(
  (at) => Prisma.sql`
    SELECT u.id, u.name, m.joined_at AS "joinedAt" FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.group_id = ${at.groupId}::uuid ORDER BY m.joined_at, m.user_id`,
)

/** Finds them for whoever was let into the group already. */
export async function findNamesakes(groupId: string): Promise<Namesakes> {
  const rows = await MEMBERS({ groupId })
  return namesakesOf(rows.map(({ joinedAt, ...person }) => ({ ...person, joinedAt: joinedAt.toISOString() })))
}

/** Somebody's name in a place where nothing else tells them apart from a namesake. Null where nobody is named. */
export function toldApart(namesakes: Namesakes, id: string | null, name: string | null): string | null {
  const on = id === null ? undefined : namesakes[id]
  return name !== null && on !== undefined ? namesake({ name, on }) : name
}

/** The same for whoever wrote something. */
export function shownAs(creator: Creator | null, namesakes: Namesakes): Creator | null {
  return creator && { ...creator, name: toldApart(namesakes, creator.id, creator.name) ?? creator.name }
}
