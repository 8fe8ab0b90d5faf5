import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { DELETION_DAYS } from '#domain/group.ts'
import { db } from '#server/db.ts'
import { deleteDueGroups, updateDeletion } from '#server/groups/deletion.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { openJobs } from '#server/jobs/jobs.ts'
import { flagWords } from '#server/moderation/flags.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { makeWorld } from '#tests/support/access-world.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createGroup, createUser } from '#tests/support/factories.ts'
import { searchDatabase } from '#tests/support/search-database.ts'

const DAY = 24 * 3600 * 1000

/** Lets the time of a group come. */
const due = (groupId: string) =>
  db().readingGroup.updateMany({ where: { id: groupId, deletesAt: { not: null } }, data: { deletesAt: new Date() } })

test('its owner alone deletes a group, and takes it back for a fortnight; asked twice, the day stays', async () => {
  const [owner, member] = [asViewer(await createUser()), asViewer(await createUser())]
  const { id: groupId } = await createGroup({ owner: { id: owner.userId } })
  await problemOf(updateDeletion(member, { groupId, deletes: true }), 'not-found')
  await db().membership.create({ data: { groupId, userId: member.userId, role: 'FACILITATOR' } })
  await problemOf(updateDeletion(member, { groupId, deletes: true }), 'forbidden')
  await updateDeletion(owner, { groupId, deletes: true })
  const { deletesAt } = await requireGroup(member, { groupId })
  expect(Math.round((Date.parse(deletesAt ?? '') - Date.now()) / DAY)).toBe(DELETION_DAYS)
  await updateDeletion(owner, { groupId, deletes: true })
  expect((await requireGroup(owner, { groupId })).deletesAt).toBe(deletesAt)
  await deleteDueGroups()
  expect((await requireGroup(owner, { groupId })).id).toBe(groupId)
  await updateDeletion(owner, { groupId, deletes: false })
  await due(groupId)
  await deleteDueGroups()
  expect((await requireGroup(owner, { groupId })).deletesAt).toBeNull()
})

test('a running product deletes a group whose time has come, in one of its processes', async () => {
  const owner = asViewer(await createUser())
  const { id: groupId } = await createGroup({ owner: { id: owner.userId } })
  await updateDeletion(owner, { groupId, deletes: true })
  await due(groupId)
  const ends = await Promise.all([openJobs(), openJobs()])
  await expect.poll(() => db().readingGroup.count({ where: { id: groupId } }), { timeout: 60_000 }).toBe(0)
  for (const end of ends) await end()
})

test('once its time has come no word, no name and no id of it is anywhere in the database, and nothing of others is missing', async () => {
  const world = await makeWorld()
  const { id: groupId } = world.group
  const [owner, member] = [world.people.owner, world.people.member].map((person) => ({ userId: person?.id ?? '', name: '', sessionId: '' }))
  if (!owner || !member) throw new Error('nobody')
  // Words that no other world in this database says.
  const mark = `kittiwake-${randomUUID()}`
  const about = { groupId, noun: 'annotation' as const, subjectId: world.annotation.id }
  await flagWords(member, { ...about, reason: `${mark} flagged`, hides: true })
  await moderateWords(owner, { ...about, id: randomUUID(), act: 'HIDE', reason: `${mark} hidden` })
  await db().comment.update({ where: { id: world.comment.id }, data: { body: `${mark} said` } })
  expect((await searchDatabase(mark)).sort()).toEqual(['comments', 'flags', 'moderation_entries'])
  const elsewhere = await db().annotation.count({ where: { NOT: { groupId } } })
  await updateDeletion(owner, { groupId, deletes: true })
  await due(groupId)
  expect(await deleteDueGroups()).toBeGreaterThan(0)
  expect(await searchDatabase(mark)).toEqual([])
  expect(await searchDatabase(groupId)).toEqual([])
  expect(await db().annotation.count()).toBe(elsewhere)
  await problemOf(requireGroup(owner, { groupId }), 'not-found')
})
