import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { listChanges } from '#server/editions/changes.ts'
import { findSummaryOf } from '#server/meetings/summary.ts'
import { listInbox } from '#server/talk/inbox.ts'
import { searchGroup } from '#server/talk/search.ts'
import { CHAPTER, createCircle } from '#tests/support/circle.ts'
import {
  addMember,
  createAnnotation,
  createComment,
  createMeeting,
  createPassageChange,
  createSummary,
  createUser,
} from '#tests/support/factories.ts'

test('two members of one name are told apart in the inbox, in search, among changes and under a summary; others stay as they are', async () => {
  const { groupId, owner, ada, ben } = await createCircle()
  const group = { id: groupId }
  const other = await createUser({ name: 'ada ' })
  await addMember({ group, user: other })
  const joined = new Date('2026-03-04T10:00:00Z')
  await db().membership.updateMany({ where: { groupId, userId: ada.userId }, data: { joinedAt: joined } })
  const [named, plain] = ['Ada (joined 4 Mar 2026)', 'Ben']
  const annotation = await createAnnotation({ group, creator: { id: owner.userId }, chapter: CHAPTER, body: 'A lantern.' })
  for (const { userId } of [ada, ben])
    await createComment({ group, creator: { id: userId }, subject: { annotation }, body: 'Not a lantern.' })
  const inbox = await listInbox(owner, { groupId })
  expect(inbox.flatMap(({ items }) => items.map(({ creator }) => creator)).sort()).toEqual([named, plain])
  const { words } = await searchGroup(owner, { groupId, asked: 'lantern' })
  expect(words.flatMap(({ noun, creator }) => (noun === 'comment' ? [creator] : [])).sort()).toEqual([named, plain])
  for (const { userId } of [ada, ben]) {
    const note = await createAnnotation({ group, creator: { id: userId }, chapter: CHAPTER, lostIn: 'another-text' })
    await createPassageChange({ annotation: note, outcome: 'LOST', toStart: null, toEnd: null, toExact: null, near: 0 })
  }
  const { others } = await listChanges(owner, { groupId })
  expect(others.flatMap(({ lost }) => lost.map(({ creator }) => creator?.name)).sort()).toEqual([named, plain])
  const meeting = await createMeeting({ group })
  await createSummary({ meeting, creator: { id: ada.userId }, body: 'What came of it.' })
  expect((await findSummaryOf(groupId, meeting.id))?.creator).toEqual({ id: ada.userId, name: named })
})
