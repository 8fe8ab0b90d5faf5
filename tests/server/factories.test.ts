import { expect, test } from 'vitest'
import { checkPassword } from '#server/accounts/accounts.ts'
import { db } from '#server/db.ts'
import {
  addMember,
  createAnnotation,
  createAnswer,
  createComment,
  createGroup,
  createMeeting,
  createUser,
} from '#tests/support/factories.ts'

test('a person made with a password can sign in with it, and with no other', async () => {
  const user = await createUser({ username: 'rosa', password: 'a long password' })
  expect(await checkPassword('rosa', 'a long password')).toEqual({ id: user.id, name: user.name })
  expect(await checkPassword('rosa', 'another password')).toBeNull()
})

test('a second comment joins the thread that the first one opened', async () => {
  const group = await createGroup()
  const creator = await createUser()
  await addMember({ group, user: creator })
  const annotation = await createAnnotation({ group, creator })
  const first = await createComment({ group, creator, subject: { annotation } })
  const reply = await createComment({ group, creator, subject: { annotation }, parent: first })
  expect(reply.threadId).toBe(first.threadId)
  const asked = { chapter: 'two-bulges', questionId: 'why-two' }
  const about = await createComment({ group, creator, subject: asked })
  expect((await createComment({ group, creator, subject: asked })).threadId).toBe(about.threadId)
  expect(about.threadId).not.toBe(first.threadId)
})

test('each test file has a database of its own', async () => {
  const group = await createGroup({ name: 'Alone here' })
  const creator = await createUser()
  await createAnswer({ group, creator })
  await createMeeting({ group })
  expect(await db().readingGroup.count({ where: { name: 'Alone here' } })).toBe(1)
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  expect(row?.name).toMatch(/^studycircle_test_/)
})
