import 'server-only'
import { randomInt } from 'node:crypto'
import { db, Prisma, type Tx } from '#server/db.ts'
import { isLive } from '#server/groups/live-meeting.ts'
import { listPointers } from '#server/groups/move-person.ts'
import { nameInGroup } from '#server/groups/own-name.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { tellSecurity } from '#server/log.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'

/** What names become. Whoever is called so already stays who they are. */
const PSEUDONYM = /^Reader [1-9]\d*$/
const isName = (name: string) => !PSEUDONYM.test(name)

/**
 * Makes pseudonyms of all names in a group: of its members, of those who have left it, of guests of its meetings, and of people outside whose
 * notes came in a file. Words that people wrote stay as they are. It cannot be taken back.
 * @returns false while a meeting is live: then the next job does it
 */
export async function fadeNames(groupId: string, now = new Date()): Promise<boolean> {
  const isDone = await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
      if (await isLive(tx, groupId)) return false
      const people = shuffled(await listPeople(tx, groupId))
      const next = await numbers(tx, groupId, people)
      for (const person of people.filter(({ name }) => isName(name))) await rename(tx, groupId, person, next())
      await fadeOutsiders(tx, groupId, next)
      await fadeGuests(tx, groupId, next)
      await tx.readingGroup.update({ where: { id: groupId }, data: { namesFadedAt: now, namesFadeAt: null } })
      return true
    },
    { timeout: 60_000 },
  )
  forgetRuns()
  if (isDone) tellSecurity('names-faded', { groupId })
  return isDone
}

type Somebody = { id: string; name: string }

/** Everybody whom a row of the group points at. */
async function listPeople(tx: Tx, groupId: string): Promise<Somebody[]> {
  const ids = new Set<string>()
  for (const { table, column } of await listPointers(tx)) {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT ${Prisma.raw(`"${column}"`)} AS id FROM ${Prisma.raw(`"${table}"`)}
      WHERE group_id = ${groupId}::uuid AND ${Prisma.raw(`"${column}"`)} IS NOT NULL`
    for (const { id } of rows) ids.add(id)
  }
  return tx.user.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: 'asc' }, select: { id: true, name: true } })
}

/** So that no number tells who came first. */
function shuffled<Item>(items: Item[]): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(randomInt(left.length), 1))
}

/** Gives one new pseudonym after the other. */
async function numbers(tx: Tx, groupId: string, people: Somebody[]): Promise<() => string> {
  const named = [...people.map(({ name }) => name), ...(await listOutsiders(tx, groupId)), ...(await listGuests(tx, groupId))]
  let last = Math.max(0, ...named.filter((name) => !isName(name)).map((name) => Number(name.split(' ')[1])))
  return () => {
    last += 1
    return `Reader ${last}`
  }
}

/** Who is of this group alone keeps their id; who has an account becomes a person of their own here. */
async function rename(tx: Tx, groupId: string, { id }: Somebody, name: string): Promise<void> {
  const isOfGroup = { id, OR: [{ persona: { groupId } }, WITHOUT_WAY_IN] }
  const { count } = await tx.user.updateMany({ where: isOfGroup, data: { name } })
  if (count === 0) await nameInGroup(tx, { groupId, accountId: id, name })
}

async function listOutsiders(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT creator_name AS name FROM annotations WHERE group_id = ${groupId}::uuid AND creator_name IS NOT NULL
    UNION SELECT creator_name FROM comments WHERE group_id = ${groupId}::uuid AND creator_name IS NOT NULL`
  return rows.map(({ name }) => name)
}

async function fadeOutsiders(tx: Tx, groupId: string, next: () => string): Promise<void> {
  for (const name of shuffled((await listOutsiders(tx, groupId)).filter(isName))) {
    const where = { groupId, creatorName: name }
    const data = { creatorName: next() }
    await tx.annotation.updateMany({ where, data })
    await tx.comment.updateMany({ where, data })
  }
}

async function listGuests(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT action->>'name' AS name FROM meeting_events WHERE group_id = ${groupId}::uuid AND action->>'type' = 'guest-added'`
  return rows.map(({ name }) => name)
}

async function fadeGuests(tx: Tx, groupId: string, next: () => string): Promise<void> {
  for (const name of shuffled((await listGuests(tx, groupId)).filter(isName)))
    await tx.$executeRaw`
      UPDATE meeting_events SET action = jsonb_set(action, '{name}', to_jsonb(${next()}::text))
      WHERE group_id = ${groupId}::uuid AND action->>'type' = 'guest-added' AND action->>'name' = ${name}`
}
