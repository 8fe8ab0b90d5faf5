import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import type { Room } from '#tests/bench/live/devices.ts'

/**
 * Groups of their own, each with a meeting and people who are signed in.
 * @param sizes how many devices each has
 */
export async function makeRooms(connectionString: string, secret: string, sizes: number[]): Promise<Room[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const rooms: Room[] = []
  try {
    for (const size of sizes) {
      const [groupId, meetingId] = [randomUUID(), randomUUID()]
      const people = Array.from({ length: size }, () => ({ id: randomUUID(), token: randomUUID(), sid: randomUUID() }))
      const [ids, tokens, sids] = [people.map(({ id }) => id), people.map(({ token }) => token), people.map(({ sid }) => sid)]
      await client.query(`INSERT INTO users (id, username, name) SELECT id, 'bench-' || id, 'A Reader' FROM unnest($1::uuid[]) AS id`, [
        ids,
      ])
      await client.query(
        `INSERT INTO sessions (id, session_token, user_id, expires)
         SELECT sid, token, id, now() + interval '1 day' FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS made (sid, token, id)`,
        [sids, tokens, ids],
      )
      await client.query(`INSERT INTO reading_groups (id, guide, name) VALUES ($1, 'trotsky', 'A group')`, [groupId])
      await client.query(`INSERT INTO memberships (group_id, user_id, role) SELECT $1, id, 'MEMBER' FROM unnest($2::uuid[]) AS id`, [
        groupId,
        ids,
      ])
      await client.query(
        `INSERT INTO meetings (id, group_id, chapter, starts_at, minutes, time_zone) VALUES ($1, $2, 'a-chapter', now(), 60, 'Europe/London')`,
        [meetingId, groupId],
      )
      const devices = await Promise.all(
        people.map(async ({ id, token }) => ({
          cookie: `next-auth.session-token=${await encode({ token: { sub: id, sid: token }, secret })}`,
        })),
      )
      rooms.push({ path: `/api/groups/${groupId}/meetings/${meetingId}`, devices })
    }
    return rooms
  } finally {
    await client.end()
  }
}
