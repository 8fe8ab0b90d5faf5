import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { flagWords } from '#server/moderation/flags.ts'
import { listAccounts, requireAccountNumbers } from '#server/oversight/accounts.ts'
import { listGroupNumbers, requireGroupNumbers } from '#server/oversight/groups.ts'
import { listPassedOn, settlePassedOn } from '#server/oversight/passed-on.ts'
import { readInstallation } from '#server/oversight/state.ts'
import { listTextNumbers } from '#server/oversight/texts.ts'
import { makeWorld, type World } from '#tests/support/access-world.ts'
import { findCanaries } from '#tests/support/canaries.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createUser } from '#tests/support/factories.ts'

let world: World
let olga: Viewer
let stranger: Viewer
beforeAll(async () => {
  world = await makeWorld()
  const user = await createUser({ name: 'Olga' })
  await db().installationOwner.create({ data: { userId: user.id } })
  olga = asViewer(user)
  stranger = asViewer(await createUser())
})

/** Everything that the pages of an owner of the installation are made of. */
const READS: ((viewer: Viewer) => Promise<unknown>)[] = [
  readInstallation,
  (viewer) => listAccounts(viewer, null),
  (viewer) => requireAccountNumbers(viewer, world.annotation.creatorId ?? ''),
  (viewer) => listGroupNumbers(viewer, null),
  (viewer) => requireGroupNumbers(viewer, world.group.id),
  listTextNumbers,
  listPassedOn,
]

test('an owner of the installation sees numbers: no words, no names of groups, no addresses; others see nothing', async () => {
  const told = JSON.stringify(await Promise.all(READS.map((read) => read(olga))))
  expect(findCanaries(told)).toEqual([])
  expect(told).not.toContain('example.org')
  for (const read of READS) await problemOf(read(stranger), 'not-found')
})

test('groups and accounts are counted', async () => {
  const group = await requireGroupNumbers(olga, world.group.id)
  const where = { groupId: world.group.id, deletedAt: null }
  const said = (await Promise.all([db().annotation.count({ where }), db().comment.count({ where }), db().answer.count({ where })])).reduce(
    (sum, count) => sum + count,
  )
  expect(group).toMatchObject({ members: 4, said, archived: false, suspension: null })
  expect(group.lastWeek).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(new Date(`${group.lastWeek}T00:00Z`).getUTCDay()).toBe(1)
  const account = await requireAccountNumbers(olga, world.annotation.creatorId ?? '')
  expect(account).toMatchObject({ groups: 1, lastWeek: null, isOwner: false, maySuspend: true })
  const texts = await listTextNumbers(olga)
  expect(texts.find(({ groups }) => groups.includes(world.group.id))).toMatchObject({ slug: world.group.guide, bytes: null })
  expect((await readInstallation(olga)).groups).toBe(await db().readingGroup.count())
})

test('accounts are found by the first letters of their usernames, a page at a time; who was only added by name has none', async () => {
  const prefix = `zz-${randomUUID().slice(0, 6)}`
  await db().user.createMany({
    data: Array.from({ length: 101 }, (_, at) => ({ name: 'N', username: `${prefix}-${String(at).padStart(3, '0')}` })),
  })
  const unclaimed = await db().user.create({ data: { name: 'By name only' } })
  const first = await listAccounts(olga, prefix)
  expect([first.accounts.length, first.accounts[0]?.username, first.next]).toEqual([100, `${prefix}-000`, `${prefix}-100`])
  const second = await listAccounts(olga, first.next)
  expect(second.accounts[0]?.username).toBe(`${prefix}-100`)
  expect(second.accounts.some(({ id }) => id === unclaimed.id)).toBe(false)
  await problemOf(requireAccountNumbers(olga, unclaimed.id), 'not-found')
})

test('words that a member passes on are read as that member sees them, until they are dealt with', async () => {
  const member = { userId: world.plainMember.id, name: 'Member', sessionId: randomUUID() }
  const about = { groupId: world.group.id, noun: 'annotation' as const, subjectId: world.annotation.id, hides: false }
  // Without a reason nothing is passed on, and facilitators alone read a flag that is not.
  await flagWords(member, { ...about, passOn: true })
  await flagWords(member, { ...about, reason: 'It threatens me.', passOn: false })
  expect(await listPassedOn(olga)).toEqual([])
  await flagWords(member, { ...about, passOn: true })
  const [item] = await listPassedOn(olga)
  expect(item).toMatchObject({ groupId: world.group.id, reason: 'It threatens me.', words: { noun: 'annotation', body: 'canary-note' } })
  expect(findCanaries(JSON.stringify(item))).toEqual(['canary-note'])
  await problemOf(flagWords(member, { ...about, subjectId: world.privateNote.id, reason: 'Not mine.', passOn: true }), 'not-found')
  const hidden = { deletedAt: new Date(), removal: 'MODERATED' as const }
  await db().annotation.update({ where: { id: world.annotation.id }, data: hidden })
  expect((await listPassedOn(olga))[0]?.words).toBeNull()
  await db().annotation.update({ where: { id: world.annotation.id }, data: { deletedAt: null, removal: null } })
  await problemOf(settlePassedOn(stranger, { flagId: item?.id ?? '' }), 'not-found')
  await settlePassedOn(olga, { flagId: item?.id ?? '' })
  expect(await listPassedOn(olga)).toEqual([])
  expect(await db().flag.count({ where: { groupId: world.group.id, reason: 'It threatens me.' } })).toBe(1)
})
