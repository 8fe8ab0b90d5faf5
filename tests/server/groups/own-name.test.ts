import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createInvitation } from '#server/groups/invitations.ts'
import { joinGroup, listWaitingInvitations, requireInvitation } from '#server/groups/join.ts'
import { leaveGroup, listMembers } from '#server/groups/members.ts'
import { startNextCircle } from '#server/groups/next-circle.ts'
import { chooseName } from '#server/groups/own-name.ts'
import { mailCode } from '#server/notifications/codes.ts'
import { makeLetters } from '#server/notifications/due.ts'
import { findMailSettings, stopMail } from '#server/notifications/mail-settings.ts'
import { viewerIn } from '#server/personas.ts'
import { concerning } from '#server/talk/inbox.ts'
import { createCircle, problemOf } from '#tests/support/circle.ts'
import { asViewer, createMeeting, createUser } from '#tests/support/factories.ts'
import { createLettersWorld } from '#tests/support/letters-world.ts'

const invite = (owner: Viewer, groupId: string) => createInvitation(owner, { groupId, id: randomUUID(), days: 7, maxUses: null })
const namesIn = async (viewer: Viewer, groupId: string) => (await listMembers(viewer, { groupId })).map(({ name }) => name).sort()

test('whoever joins under a name of their own was never there under another, and has it again when they come back', async () => {
  const { groupId, owner } = await createCircle()
  const account = asViewer(await createUser({ name: 'Marigold' }))
  const { code } = await invite(owner, groupId)
  await joinGroup(account, { code, name: 'Quill' })
  await joinGroup(account, { code })
  expect(await namesIn(owner, groupId)).toEqual(['Ada', 'Ben', 'Olga', 'Quill'])
  const quill = await viewerIn(account, groupId)
  expect(quill).toMatchObject({ name: 'Quill', accountId: account.userId })
  expect(quill.userId).not.toBe(account.userId)
  // Somebody whose own id is asked for in the group is a stranger there.
  await problemOf(listMembers(account, { groupId }), 'not-found')
  await leaveGroup(quill, { groupId, words: 'keep' })
  await joinGroup(account, { code })
  expect((await viewerIn(account, groupId)).userId).toBe(quill.userId)
  await leaveGroup(quill, { groupId, words: 'remove' })
  expect(await db().user.count({ where: { id: quill.userId } })).toBe(0)
  await joinGroup(account, { code, name: 'Marigold' })
  expect(await viewerIn(account, groupId)).toEqual(account)
})

test('the next circle knows them by the same name as somebody else, and they are asked under theirs', async () => {
  const { groupId, owner, ada } = await createCircle()
  await chooseName(owner, { groupId, name: 'Harbourmaster' })
  await chooseName(ada, { groupId, name: 'Quill' })
  const [chief, quill] = [await viewerIn(owner, groupId), await viewerIn(ada, groupId)]
  const next = { id: randomUUID(), groupId, name: 'The next', answers: false, members: [quill.userId] }
  await startNextCircle(chief, next)
  await startNextCircle(chief, next)
  const chiefThere = await viewerIn(owner, next.id)
  expect(chiefThere.name).toBe('Harbourmaster')
  expect(new Set([owner.userId, chief.userId, chiefThere.userId]).size).toBe(3)
  const [waiting] = await listWaitingInvitations(quill, { groupId })
  const code = waiting?.code ?? ''
  expect(await requireInvitation(ada, { code })).toMatchObject({ state: 'open', ownName: 'Quill' })
  await joinGroup(ada, { code, name: 'Quill' })
  expect(await namesIn(chiefThere, next.id)).toEqual(['Harbourmaster', 'Quill'])
})

test('mail goes to the account, is about the name, and ends by a link from before', async () => {
  const { groupId, ada, email, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda()
  const before = mailCode({ groupId, userId: accountOf(ada) })
  await chooseName(ada, { groupId, name: 'Quill' })
  const quill = await viewerIn(ada, groupId)
  expect(await findMailSettings(quill, { groupId })).toMatchObject({ email, mail: 'REPLIES' })
  await makeLetters(new Date())
  expect(await db().letter.count({ where: { groupId, userId: quill.userId } })).toBe(1)
  const concerned = await db().$queryRaw<unknown[]>`SELECT c.id FROM (${concerning(quill, groupId)}) c`
  expect(concerned).toHaveLength(1)
  await stopMail(null, { code: before })
  expect(await findMailSettings(quill, { groupId })).toMatchObject({ mail: 'OFF' })
})

test('while a session is live nobody takes a name', async () => {
  const { groupId, ada } = await createCircle()
  await createMeeting({ group: { id: groupId }, startedAt: new Date() })
  expect(await problemOf(chooseName(ada, { groupId, name: 'Quill' }), 'conflict')).toMatchObject({ sentence: { code: 'nameWhileLive' } })
  expect(await viewerIn(ada, groupId)).toEqual(ada)
})
