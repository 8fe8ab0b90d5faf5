import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { POST as ownersRoute } from '#app/api/owners/route.ts'
import { becomeOwner, createOwnerCode, isInstallationOwner, isOwnerCode, requireInstallationOwner } from '#server/accounts/owners.ts'
import { db } from '#server/db.ts'
import { chooseName } from '#server/groups/own-name.ts'
import { problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createGroup, createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

beforeEach(async () => {
  await db().installationOwner.deleteMany()
  await db().ownerLink.deleteMany()
  await db().rateLimit.deleteMany()
})

const press = async (who: { id: string }, code: string) =>
  call(ownersRoute, { method: 'POST', headers: await signedIn(who), body: { code } })

describe('a link', () => {
  test('makes one person an owner and then works no longer', async () => {
    const [ada, ben] = [await createUser({ name: 'Ada' }), await createUser({ name: 'Ben' })]
    const code = await createOwnerCode()
    expect(await isOwnerCode(code)).toBe(true)
    expect((await press(ada, code)).status).toBe(204)
    expect(await isInstallationOwner(asViewer(ada))).toBe(true)
    expect(await isOwnerCode(code)).toBe(false)
    const late = await press(ben, code)
    expect(late.status).toBe(410)
    expect((await late.json()).title).toMatch(/no longer works.*npm run owner/)
    expect(await isInstallationOwner(asViewer(ben))).toBe(false)
  })

  test('has 128 random bits, of which only a hash is kept', async () => {
    const code = await createOwnerCode()
    expect(Buffer.from(code, 'base64url')).toHaveLength(16)
    expect(JSON.stringify(await db().ownerLink.findMany())).not.toContain(code)
    expect(await createOwnerCode()).not.toBe(code)
  })

  test('of yesterday works no longer, and the next one clears it away', async () => {
    const code = await createOwnerCode()
    const { expiresAt } = await db().ownerLink.findFirstOrThrow()
    expect(Math.round((expiresAt.getTime() - Date.now()) / 3_600_000)).toBe(24)
    await db().ownerLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await isOwnerCode(code)).toBe(false)
    expect((await press(await createUser(), code)).status).toBe(410)
    await createOwnerCode()
    expect(await db().ownerLink.count()).toBe(1)
  })

  test('pressed by many at once makes one owner; pressed twice by one it is no error', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => createUser()))
    const code = await createOwnerCode()
    const statuses = (await Promise.all(people.map((person) => press(person, code)))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([204, 410, 410, 410, 410, 410])
    const ada = await createUser()
    const second = await createOwnerCode()
    const both = await Promise.all([press(ada, second), press(ada, second)])
    expect(both.map(({ status }) => status)).toEqual([204, 204])
  })

  test('that an owner opens stays good for somebody else', async () => {
    const ada = asViewer(await createUser())
    await becomeOwner(ada, { code: await createOwnerCode() })
    const code = await createOwnerCode()
    await becomeOwner(ada, { code })
    expect(await isOwnerCode(code)).toBe(true)
  })

  test('cannot be tried without end, and never by visitors', async () => {
    expect((await call(ownersRoute, { method: 'POST', headers: signedOut(), body: { code: 'x' } })).status).toBe(401)
    const ada = await createUser()
    const headers = await signedIn(ada)
    const tries = []
    for (let count = 0; count < 21; count += 1)
      tries.push((await call(ownersRoute, { method: 'POST', headers, body: { code: `try-${count}` } })).status)
    expect(tries.slice(0, 20)).toEqual(Array(20).fill(410))
    expect(tries[20]).toBe(429)
  })
})

test('whoever is no owner finds nothing where owners work', async () => {
  await problemOf(requireInstallationOwner(asViewer(await createUser())), 'not-found')
})

describe('npm run owner', () => {
  const run = async (...args: string[]) => {
    const env = { ...process.env, NODE_ENV: 'production' as const, SITE_URL: 'https://read.example.org/' }
    const all = ['--import', './scripts/as-server.mjs', 'scripts/owner.ts', ...args]
    return promisify(execFile)(process.execPath, all, { env })
  }

  test('prints a link that works, lists the owners and takes ownership back', async () => {
    const ada = await createUser({ name: 'Ada L', username: 'ada-l' })
    const twins = [await createUser({ name: 'Twin' }), await createUser({ name: 'Twin' })]
    expect((await run('list')).stdout).toMatch(/no owner yet/)
    const code = /^https:\/\/read\.example\.org\/owner\/([\w-]{22})$/m.exec((await run()).stdout)?.[1] ?? ''
    expect((await press(ada, code)).status).toBe(204)
    await db().installationOwner.createMany({ data: twins.map(({ id: userId }) => ({ userId })) })
    const { stdout } = await run('list')
    expect(stdout).toContain(`ada-l  Ada L  since ${new Date().toISOString().slice(0, 10)}  ${ada.id}`)

    await expect(run('remove', 'Nobody')).rejects.toMatchObject({ stderr: expect.stringMatching(/No owner is called "Nobody"/) })
    await expect(run('remove', 'Twin')).rejects.toMatchObject({ stderr: expect.stringMatching(/Several owners/) })
    await expect(run('rename', 'x')).rejects.toMatchObject({ stderr: expect.stringMatching(/npm run owner -- list/) })
    await run('remove', twins[0]?.id ?? '')
    await run('remove', 'Twin')
    await run('remove', 'Ada', 'L')
    expect(await db().installationOwner.count()).toBe(0)
    expect(await db().user.count({ where: { id: ada.id } })).toBe(1)
  }, 60_000)

  test('gives a group whose owner is lost to a member, also to one who goes by another name there', async () => {
    const [lost, ben] = [await createUser(), await createUser({ username: 'ben-of-the-branch' })]
    const group = await createGroup({ owner: lost })
    const groupId = group.id
    await addMember({ group, user: ben })
    const stranger = await createUser({ username: 'stranger-of-the-branch' })
    await expect(run('group', lost.id, 'ben-of-the-branch')).rejects.toMatchObject({ stderr: expect.stringMatching(/No group has the id/) })
    await expect(run('group', groupId, stranger.username ?? '')).rejects.toMatchObject({
      stderr: expect.stringMatching(/Nobody in that group/),
    })
    const roles = async () =>
      Object.fromEntries((await db().membership.findMany({ where: { groupId } })).map(({ userId, role }) => [userId, role]))
    expect(await roles()).toEqual({ [lost.id]: 'OWNER', [ben.id]: 'MEMBER' })
    await chooseName(asViewer(ben), { groupId, name: 'B.' })
    expect((await run('group', groupId, 'Ben-of-the-Branch')).stdout).toMatch(/owns the group now/)
    const { userId } = await db().persona.findFirstOrThrow({ where: { accountId: ben.id, groupId } })
    expect(await roles()).toEqual({ [lost.id]: 'FACILITATOR', [userId]: 'OWNER' })
  }, 60_000)
})
