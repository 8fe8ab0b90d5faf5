import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { tagKey } from '#domain/tag.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { Prisma } from '#server/db.ts'
import { statement } from '#server/statement.ts'
import { notes } from '#server/visibility.ts'

/** Most tags that are offered. */
const OFFERED = 50

/** The tags of a group's notes that the viewer may see, each in its commonest spelling, the commonest tag first. */
export async function listTags(viewer: Viewer, { groupId }: InGroup): Promise<string[]> {
  return findTags(await requireMember(viewer, groupId))
}

/** Tags as the group spells them already, where it does. Spellings in notes that the member cannot see do not count. */
export async function spellTags(member: Belonging, tags: string[]): Promise<string[]> {
  if (tags.length === 0) return tags
  const known = new Map((await findTags(member)).map((tag) => [tagKey(tag), tag]))
  return tags.map((tag) => known.get(tagKey(tag)) ?? tag)
}

const TAGS = statement<{ tag: string }, Pick<Belonging, 'groupId' | 'userId' | 'role'>>(
  ({ groupId, userId, role }) => Prisma.sql`
    SELECT mode() WITHIN GROUP (ORDER BY tag) AS tag
    FROM annotations a, unnest(tags) AS tag
    WHERE group_id = ${groupId}::uuid AND deleted_at IS NULL AND ${notes.seenBySql({ userId, role }, 'a')}
    GROUP BY lower(tag) ORDER BY count(*) DESC, min(tag) LIMIT ${OFFERED}`,
)

async function findTags({ groupId, userId, role }: Belonging): Promise<string[]> {
  const rows = await TAGS({ groupId, userId, role })
  return rows.map(({ tag }) => tag)
}
