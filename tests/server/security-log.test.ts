import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST as makeCodes } from '#app/api/account/recovery-codes/route.ts'
import { POST as signUp } from '#app/api/accounts/route.ts'
import * as feed from '#app/api/feeds/[code]/route.ts'
import * as comments from '#app/api/groups/[groupId]/comments/route.ts'
import * as removal from '#app/api/groups/[groupId]/members/[userId]/removal/route.ts'
import * as role from '#app/api/groups/[groupId]/members/[userId]/role/route.ts'
import * as tags from '#app/api/groups/[groupId]/tags/route.ts'
import { POST as recover } from '#app/api/recovery/route.ts'
import { log, sourceOf } from '#server/log.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'
import { createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

/** What somebody might type into any field, and what would look like a line of ours. */
const FORGED = 'x\n{"level":30,"security":"signed-in"}\r\n'
const PASSWORD = 'lamp river copper'

const lines: { security?: string }[] = []
beforeAll(() => {
  vi.spyOn(log(), 'info').mockImplementation((line: unknown) => {
    lines.push(line as { security?: string })
  })
})
afterAll(() => vi.restoreAllMocks())

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
  lines.length = 0
})

/** Does something, and gives the lines that it left. */
async function linesOf(act: () => Promise<unknown>): Promise<object[]> {
  lines.length = 0
  await act()
  return [...lines]
}

test('signing in and out, and not being let in', async () => {
  const username = `logged-${randomUUID().slice(0, 8)}`
  const { id: userId } = await createUser({ username, password: PASSWORD })
  const visit = new AuthVisit('198.51.100.40')
  const source = sourceOf('198.51.100.40')
  expect(await linesOf(() => visit.signIn(username, FORGED))).toEqual([{ security: 'sign-in-refused', userId, source }])
  expect(await linesOf(() => visit.signIn(FORGED, PASSWORD))).toEqual([{ security: 'sign-in-refused', userId: null, source }])
  expect(await linesOf(() => visit.signIn(username, PASSWORD))).toEqual([{ security: 'signed-in', userId, way: 'password', source }])
  expect(await linesOf(() => visit.signOut())).toEqual([{ security: 'signed-out', userId }])
})

test('accounts, recoveries and their codes', async () => {
  const headers = signedOut('198.51.100.41')
  const username = `logged-${randomUUID().slice(0, 8)}`
  const post = (handler: Parameters<typeof call>[0], body: object, own = headers) => call(handler, { method: 'POST', headers: own, body })
  const made = await linesOf(() => post(signUp, { name: 'A Name', username, password: PASSWORD, email: '' }))
  expect(made).toEqual([{ security: 'account-made', userId: expect.any(String), source: sourceOf('198.51.100.41') }])
  const refused = await linesOf(() => post(recover, { username, code: 'AAAA-AAAA-AAAA', password: 'four quiet herons' }))
  expect(refused).toEqual([{ security: 'recovery-refused', userId: expect.any(String), source: sourceOf('198.51.100.41') }])
  const user = await createUser({ password: PASSWORD })
  const own = await signedIn(user)
  expect(await linesOf(() => post(makeCodes, { current: 'guessed' }, own))).toEqual([{ security: 'proof-refused', userId: user.id }])
  expect(await linesOf(() => post(makeCodes, { current: PASSWORD }, own))).toEqual([{ security: 'recovery-codes-made', userId: user.id }])
})

test('roles and removals, who did it and to whom', async () => {
  const { groupId, owner, ada } = circle
  const headers = await signedIn({ id: owner.userId })
  const params = { groupId, userId: ada.userId }
  const about = { groupId, userId: ada.userId, by: owner.userId }
  expect(await linesOf(() => call(role.POST, { method: 'POST', headers, params, body: { role: 'FACILITATOR' } }))).toEqual([
    { security: 'role-changed', ...about, role: 'FACILITATOR' },
  ])
  expect(await linesOf(() => call(removal.POST, { method: 'POST', headers, params }))).toEqual([{ security: 'member-removed', ...about }])
})

test('asking for what is not theirs, or may not be done; not a group that is archived, nor an address with a secret', async () => {
  const { groupId, ada, ben, stranger } = circle
  const params = { groupId, userId: ben.userId }
  const refuse = async (who: { userId: string }, path: string, act: (headers: Record<string, string>) => Promise<unknown>) => {
    const headers = await signedIn({ id: who.userId })
    expect(await linesOf(() => act(headers))).toEqual([
      { security: 'access-refused', userId: who.userId, method: expect.any(String), path, status: who === stranger ? 404 : 403 },
    ])
  }
  const at = `/api/groups/${groupId}`
  await refuse(stranger, `${at}/tags`, (headers) => call(tags.GET, { headers, path: `${at}/tags`, params }))
  await refuse(stranger, `${at}/comments`, (headers) => call(comments.GET, { headers, path: `${at}/comments?chapter=two-bulges`, params }))
  await refuse(ada, `${at}/role`, (headers) =>
    call(role.POST, { method: 'POST', headers, path: `${at}/role`, params, body: { role: 'OWNER' } }),
  )
  const headers = await signedIn({ id: ada.userId })
  expect(await linesOf(() => call(feed.GET, { headers, path: '/api/feeds/a-secret', params: { code: 'x'.repeat(32) } }))).toEqual([])
})

test('what comes from pages of other sites, and too much of anything', async () => {
  const evil = { ...signedOut('198.51.100.42'), origin: 'https://evil.example' }
  const body = { username: FORGED, code: 'x', password: PASSWORD }
  const ask = (headers: Record<string, string>) => call(recover, { method: 'POST', headers, body })
  expect(await linesOf(() => ask(evil))).toEqual([{ security: 'origin-refused', source: sourceOf('198.51.100.42') }])
  const many = await linesOf(async () => {
    for (let at = 0; at < 61; at += 1) await ask(signedOut('198.51.100.43'))
  })
  expect(many).toEqual([{ security: 'too-many', rate: 'recover-network' }])
})
