import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { db } from '#server/db.ts'
import {
  createEditing,
  type Editing,
  FIRST,
  GUIDE,
  LATER,
  listIn,
  mark,
  opening,
  passageOf,
  restarted,
  SECOND,
  SHORT,
} from '#tests/support/editions.ts'
import { createAnswer, createComment, createGroup, createGroupQuestion, createMeeting, createUser } from '#tests/support/factories.ts'

vi.setConfig({ testTimeout: 60_000 })

const THIRD = 'third-walk'

let editing: Editing
beforeEach(async () => {
  editing = await createEditing()
})

describe('a chapter that was renamed', () => {
  test('takes its notes along at once, and those who wrote them are told; nothing waits', async () => {
    const { ada, owner, groupId } = editing
    const before = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    const { text, revision } = await before.requireChapter(GUIDE, FIRST)
    const own = await mark(before, ada, groupId, FIRST, passageOf(text, opening(SHORT[1])))
    const secret = await mark(before, ada, groupId, FIRST, passageOf(text, opening(SHORT[2])), 'PRIVATE')
    const [at] = await db().annotation.findMany({ where: { id: own } })

    await editing.write({ [THIRD]: SHORT, [SECOND]: LATER })
    const foreseen = await (await restarted()).foreseeChanges()
    expect(foreseen).toMatchObject([{ chapter: FIRST, notes: 2, tally: null, renamed: THIRD, passages: [] }])
    const after = await editing.publish({ [THIRD]: SHORT, [SECOND]: LATER })
    await after.chaptersChanged()
    expect(await listIn(after, ada, groupId, FIRST)).toEqual([])
    const [note] = (await listIn(after, ada, groupId, THIRD)).filter(({ id }) => id === own)
    expect(note).toMatchObject({ exact: opening(SHORT[1]), lost: false, chapterRevision: revision, unread: false })
    expect(await db().annotation.findMany({ where: { id: own } })).toEqual([{ ...at, chapter: THIRD }])
    const changes = await db().passageChange.findMany({ where: { groupId }, orderBy: { fromStart: 'asc' } })
    expect(changes).toMatchObject(
      [own, secret].map((annotationId) => ({ annotationId, outcome: 'MOVED', fromChapter: FIRST, toChapter: THIRD })),
    )

    const mine = await after.listChanges(ada, { groupId })
    expect(mine.own).toMatchObject([{ chapter: THIRD, renamed: [{ from: FIRST, notes: 2 }], moved: [], unattached: [] }])
    const led = await after.listChanges(owner, { groupId })
    expect(led.others).toMatchObject([{ chapter: THIRD, renamed: [{ from: FIRST, notes: 1 }] }])
    expect([await after.countChanges(ada, { groupId }), await after.countChanges(owner, { groupId })]).toEqual([0, 0])
  })

  test('takes along everything that the group has there, and overwrites nothing', async () => {
    const { ada, owner, groupId } = editing
    const [group, creator, other] = [{ id: groupId }, { id: ada.userId }, { id: owner.userId }]
    const before = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    const { text } = await before.requireChapter(GUIDE, FIRST)
    const id = await mark(before, ada, groupId, FIRST, passageOf(text, opening(SHORT[0])))
    const questionId = `seen-${FIRST}`
    const reply = await createComment({ group, creator, subject: { annotation: { id, chapter: FIRST } }, body: 'A reply.' })
    const said = await createComment({ group, creator, subject: { chapter: FIRST, questionId }, body: 'On the question.' })
    const answer = await createAnswer({ group, creator, chapter: FIRST, questionId })
    const suggested = await createGroupQuestion({ group, creator, annotation: { id }, chapter: FIRST, text: 'Whose?' })
    const meeting = await createMeeting({ group, chapter: FIRST })
    await before.updateVisit(owner, { groupId, chapter: FIRST, everything: true })
    await db().unclearMark.create({ data: { groupId, chapter: FIRST, paragraphKey: 'some-words', userId: ada.userId } })
    await db().unclearStep.create({ data: { groupId, chapter: FIRST, paragraphKey: 'some-words', step: 3, heldUntil: new Date() } })
    // A process that had the new files already: somebody has begun at the new address.
    const there = await createComment({ group, creator: other, subject: { chapter: THIRD, questionId }, body: 'There first.' })
    const both = [
      await createAnswer({ group, creator: other, chapter: FIRST, questionId }),
      await createAnswer({ group, creator: other, chapter: THIRD, questionId }),
    ]
    await db().unclearMark.create({ data: { groupId, chapter: THIRD, paragraphKey: 'some-words', userId: ada.userId } })

    await editing.publish({ [THIRD]: SHORT, [SECOND]: LATER })
    const threads = await db().thread.findMany({ where: { groupId }, include: { comments: true } })
    expect(threads.map(({ chapter, comments }) => [chapter, comments.map((each) => each.id).sort()]).sort()).toEqual(
      [
        [THIRD, [reply.id]],
        [THIRD, [said.id, there.id].sort()],
      ].sort(),
    )
    const chapterOf = async (rows: Promise<{ id: string; chapter: string }[]>) =>
      Object.fromEntries((await rows).map((row) => [row.id, row.chapter]))
    expect(await chapterOf(db().answer.findMany({ where: { groupId } }))).toEqual({
      [answer.id]: THIRD,
      [both[0]?.id ?? '']: FIRST,
      [both[1]?.id ?? '']: THIRD,
    })
    expect(await chapterOf(db().groupQuestion.findMany({ where: { groupId } }))).toEqual({ [suggested.id]: THIRD })
    expect(await db().meeting.findMany({ where: { groupId } })).toMatchObject([
      { id: meeting.id, chapter: THIRD, version: meeting.version + 1, sequence: meeting.sequence },
    ])
    expect(await db().visit.findMany({ where: { groupId } })).toMatchObject([{ chapter: THIRD, userId: owner.userId }])
    expect(await db().unclearMark.findMany({ where: { groupId } })).toMatchObject([{ chapter: THIRD }])
    expect(await db().unclearStep.findMany({ where: { groupId } })).toMatchObject([{ chapter: THIRD, step: 3 }])
  })

  test('leaves a group on another guide alone, and chapters that only look alike', async () => {
    const owner = await createUser()
    const elsewhere = await createGroup({ owner, guide: 'tides' })
    const meeting = await createMeeting({ group: elsewhere, chapter: FIRST })
    await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    await db().meeting.create({ data: { ...meeting, id: randomUUID(), groupId: editing.groupId } })
    const where = { chapter: FIRST, groupId: { in: [elsewhere.id, editing.groupId] } }
    // Twice the same text: nobody can tell which of them it is.
    await editing.publish({ [THIRD]: SHORT, 'fourth-walk': SHORT, [SECOND]: LATER })
    expect(await db().meeting.count({ where })).toBe(2)
    await editing.publish({ [THIRD]: [...SHORT, 'And then home.'], [SECOND]: LATER })
    expect(await db().meeting.count({ where })).toBe(2)
  })

  test('takes them back when it gets its old address again, and is found by its notes where it was gone for long', async () => {
    const { ada, groupId } = editing
    const first = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    const id = await mark(first, ada, groupId, FIRST, passageOf((await first.requireChapter(GUIDE, FIRST)).text, opening(SHORT[1])))
    const chapter = async () => (await db().annotation.findUniqueOrThrow({ where: { id } })).chapter
    await editing.publish({ [THIRD]: SHORT, [SECOND]: LATER })
    expect(await chapter()).toBe(THIRD)
    const back = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    expect(await chapter()).toBe(FIRST)
    expect((await back.listChanges(ada, { groupId })).own).toMatchObject([{ chapter: FIRST, renamed: [{ from: THIRD, notes: 1 }] }])
    await editing.publish({ [SECOND]: LATER })
    expect(await chapter()).toBe(FIRST)
    await editing.publish({ [SECOND]: LATER, [THIRD]: SHORT })
    expect(await chapter()).toBe(THIRD)
  })
})
