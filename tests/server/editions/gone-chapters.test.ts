import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import type { DecideChange } from '#domain/change.ts'
import { db } from '#server/db.ts'
import { problemOf } from '#tests/support/circle.ts'
import {
  createEditing,
  type Editing,
  FIRST,
  GUIDE,
  LATER,
  listIn,
  mark,
  opening,
  type Program,
  passageOf,
  restarted,
  SECOND,
  SHORT,
} from '#tests/support/editions.ts'
import { asViewer, createAnswer, createComment, createGroup, createGroupQuestion, createUser } from '#tests/support/factories.ts'

vi.setConfig({ testTimeout: 60_000 })

let editing: Editing
beforeEach(async () => {
  editing = await createEditing()
})

const [ONE = '', TWO = '', THREE = ''] = SHORT
const WORD = opening(THREE).split(' ')[3] ?? ''
const PARTS = { 'part-one': [ONE, TWO], 'part-two': [THREE.replace(` ${WORD} `, ' lighthouse ')] }
type Who = 'ada' | 'owner'

/** Ada's notes on each paragraph of the first chapter, one more for herself, and one over the place where it will be cut. */
async function marked() {
  const { ada, groupId } = editing
  const program = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
  const { text } = await program.requireChapter(GUIDE, FIRST)
  const put = (words: string, visibility: 'GROUP' | 'PRIVATE' = 'GROUP') =>
    mark(program, ada, groupId, FIRST, passageOf(text, words), visibility)
  const [one, two, three] = [await put(opening(ONE)), await put(opening(TWO)), await put(opening(THREE))]
  const secret = await put(opening(TWO), 'PRIVATE')
  const start = text.indexOf(opening(THREE))
  const across = await mark(program, ada, groupId, FIRST, { start: start - 30, end: start + 30 })
  return { one, two, three, secret, across }
}
const lists = async (program: Program, who: Who) => {
  const { own, others } = await program.listChanges(editing[who], { groupId: editing.groupId })
  return [...own, ...others]
}
const idsOf = (notes: { annotationId: string }[] = []) => notes.map(({ annotationId }) => annotationId).sort()
const rowOf = (id: string) => db().annotation.findUniqueOrThrow({ where: { id } })
const count = (program: Program, who: Who) => program.countChanges(editing[who], { groupId: editing.groupId })

async function decision(annotationId: string, what: 'accept' | 'unattach'): Promise<DecideChange> {
  const { chapterRevision, start, end } = await rowOf(annotationId)
  return { groupId: editing.groupId, id: randomUUID(), annotationId, from: { chapterRevision, start, end }, decision: what }
}

test('a chapter that was split is found in its parts, word for word or changed; what would go over the cut is not found; nothing moves by itself', async () => {
  const ids = await marked()
  await db().readingGroup.deleteMany({ where: { id: { not: editing.groupId } } })
  const before = await db().annotation.findMany({ where: { groupId: editing.groupId }, orderBy: { id: 'asc' } })
  await editing.write({ ...PARTS, [SECOND]: LATER })
  const foreseen = await (await restarted()).foreseeChanges()
  const found = { 'part-one': { same: 3, changed: 0 }, 'part-two': { same: 0, changed: 1 } }
  expect(foreseen).toMatchObject([{ chapter: FIRST, notes: 5, tally: null, renamed: null, found, unplaced: 1 }])
  const after = await editing.publish({ ...PARTS, [SECOND]: LATER })
  await after.chaptersChanged()

  const now = await db().annotation.findMany({ where: { groupId: editing.groupId }, orderBy: { id: 'asc' } })
  expect(now.map((row) => ({ ...row, soughtIn: null }))).toEqual(before)
  expect(await db().passageChange.count({ where: { groupId: editing.groupId } })).toBe(5)
  const [mine] = await lists(after, 'ada')
  expect(mine).toMatchObject({ chapter: FIRST, number: null, gone: true, foundSame: 3, changed: [], unattached: [] })
  expect(idsOf(mine?.found)).toEqual([ids.one, ids.two, ids.three, ids.secret].sort())
  expect(idsOf(mine?.lost)).toEqual([ids.across])
  const noted = mine?.found.find(({ annotationId }) => annotationId === ids.two)
  expect(noted).toMatchObject({ same: true, in: { chapter: 'part-one', title: '1. part-one' }, paragraph: '2' })
  const changed = mine?.found.find(({ annotationId }) => annotationId === ids.three)
  expect(changed).toMatchObject({ same: false, in: { chapter: 'part-two' }, paragraph: '1' })
  expect(changed?.after.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['lighthouse'])
  expect([await count(after, 'ada'), await count(after, 'owner')]).toEqual([5, 4])
  expect(JSON.stringify(await lists(after, 'owner'))).not.toContain(ids.secret)
})

test('all notes that are word for word the same move at once, with all that hangs on them, and those are told who wrote them', async () => {
  const { ada, owner, groupId } = editing
  const [group, creator] = [{ id: groupId }, { id: ada.userId }]
  const ids = await marked()
  const reply = await createComment({ group, creator, subject: { annotation: { id: ids.one, chapter: FIRST } }, body: 'A reply.' })
  const question = await createGroupQuestion({ group, creator, annotation: { id: ids.one }, chapter: FIRST, text: 'Whose?' })
  const answer = await createAnswer({ group, creator, chapter: FIRST, questionId: `group-${question.id}` })
  const after = await editing.publish({ ...PARTS, [SECOND]: LATER })
  await problemOf(after.acceptFound(ada, { groupId, chapter: FIRST, whose: 'others' }), 'forbidden')
  expect(await after.acceptFound(owner, { groupId, chapter: FIRST, whose: 'others' })).toEqual({ next: null })
  expect(await after.acceptFound(owner, { groupId, chapter: FIRST, whose: 'others' })).toEqual({ next: null })

  const { text, revision } = await after.requireChapter(GUIDE, 'part-one')
  expect(await rowOf(ids.one)).toMatchObject({
    chapter: 'part-one',
    chapterRevision: revision,
    ...passageOf(text, opening(ONE)),
    soughtIn: null,
  })
  expect(await rowOf(ids.secret)).toMatchObject({ chapter: FIRST })
  expect(await db().thread.findMany({ where: { groupId } })).toMatchObject([{ chapter: 'part-one', annotationId: ids.one }])
  expect((await after.listComments(ada, { groupId, chapter: 'part-one', cursor: null, limit: 10 })).items).toMatchObject([{ id: reply.id }])
  expect(await db().groupQuestion.findMany({ where: { groupId } })).toMatchObject([{ chapter: 'part-one' }])
  expect(await db().answer.findMany({ where: { groupId } })).toMatchObject([{ id: answer.id, chapter: 'part-one' }])
  const mine = await lists(after, 'ada')
  expect(mine.find(({ chapter }) => chapter === 'part-one')?.renamed).toEqual([{ from: FIRST, notes: 2 }])
  expect(idsOf(mine.find(({ chapter }) => chapter === FIRST)?.found)).toEqual([ids.three, ids.secret].sort())
  expect([await count(after, 'ada'), await count(after, 'owner')]).toEqual([3, 2])
})

test('one by one: accepted, undone, attached by hand in any chapter, or kept without a place', async () => {
  const { ada, owner, groupId } = editing
  const ids = await marked()
  let after = await editing.publish({ ...PARTS, [SECOND]: LATER })
  const accept = await decision(ids.three, 'accept')
  await after.decideChange(owner, accept)
  await after.decideChange(owner, accept)
  expect(await rowOf(ids.three)).toMatchObject({ chapter: 'part-two', exact: expect.stringContaining('lighthouse'), soughtIn: null })
  const told = (await lists(after, 'ada')).find(({ chapter }) => chapter === 'part-two')?.decided
  expect(told).toMatchObject([{ annotationId: ids.three, decision: 'accept', cameHere: true, actor: 'Olga', before: opening(THREE) }])
  await after.undoDecision(ada, { groupId, changeId: accept.id })
  expect(await rowOf(ids.three)).toMatchObject({ chapter: FIRST, exact: opening(THREE) })
  expect(idsOf((await lists(after, 'owner')).find(({ chapter }) => chapter === FIRST)?.found)).toContain(ids.three)

  const { text, revision } = await after.requireChapter(GUIDE, SECOND)
  const { id, from } = await decision(ids.across, 'unattach')
  const to = describePassage(text, passageOf(text, opening(LATER[1])))
  const attached = {
    groupId,
    id,
    annotationId: ids.across,
    from,
    decision: 'attach' as const,
    chapter: SECOND,
    chapterRevision: revision,
    to,
  }
  await problemOf(after.decideChange(ada, { ...attached, chapter: FIRST }), 'conflict')
  await after.decideChange(ada, attached)
  expect(await rowOf(ids.across)).toMatchObject({ chapter: SECOND, exact: opening(LATER[1]), chapterRevision: revision })
  await after.undoDecision(ada, { groupId, changeId: id })
  expect(await rowOf(ids.across)).toMatchObject({ chapter: FIRST })

  await after.decideChange(ada, await decision(ids.secret, 'unattach'))
  await problemOf(after.decideChange(ada, await decision(ids.across, 'accept')), 'conflict')
  const list = (await lists(after, 'ada')).find(({ chapter }) => chapter === FIRST)
  expect([idsOf(list?.unattached), idsOf(list?.lost)]).toEqual([[ids.secret], [ids.across]])
  // A further edition: what was decided stays so, what waits is looked for anew, once.
  after = await editing.publish({ 'part-one': [ONE], 'part-two': [TWO, THREE], [SECOND]: LATER })
  const again = (await lists(after, 'ada')).find(({ chapter }) => chapter === FIRST)
  expect(idsOf(again?.unattached)).toEqual([ids.secret])
  expect(again?.found.map((note) => [note.annotationId, note.in.chapter, note.same]).sort()).toEqual(
    [
      [ids.one, 'part-one', true],
      [ids.two, 'part-two', true],
      [ids.three, 'part-two', true],
      // It goes over the border of two paragraphs once more, and no more over that of two chapters.
      [ids.across, 'part-two', true],
    ].sort(),
  )
  expect(idsOf(again?.lost)).toEqual([])
})

test('of a chapter that was merged into another the notes are found there; of one that was deleted they wait without a place', async () => {
  const ids = await marked()
  const merged = await editing.publish({ [SECOND]: [...LATER, ...SHORT] })
  const [mine] = await lists(merged, 'ada')
  expect(mine?.found.map((note) => [note.annotationId, note.in.chapter, note.same]).sort()).toEqual(
    Object.values(ids)
      .map((id) => [id, SECOND, true])
      .sort(),
  )
  const deleted = await editing.publish({ [SECOND]: LATER })
  const [list] = await lists(deleted, 'ada')
  expect([list?.found, idsOf(list?.lost)]).toEqual([[], Object.values(ids).sort()])
  await db().chapterText.deleteMany()
  // Of a text that was not kept the quotes are looked for, each by itself.
  const quoted = await editing.publish({ [SECOND]: [...LATER, ONE] })
  const [last] = await lists(quoted, 'ada')
  expect([idsOf(last?.found), last?.lost.length]).toEqual([[ids.one], 4])
})

test('when a chapter comes back, its notes are at home, and nothing waits', async () => {
  const ids = await marked()
  const without = await editing.publish({ [SECOND]: LATER })
  await without.decideChange(editing.ada, await decision(ids.secret, 'unattach'))
  const back = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
  expect([await count(back, 'ada'), await count(back, 'owner'), await lists(back, 'ada')]).toEqual([0, 0, []])
  expect((await listIn(back, editing.ada, editing.groupId, FIRST)).map(({ lost }) => lost)).toEqual([false, false, false, false, false])
  await editing.publish({ ...PARTS, [SECOND]: LATER })
  const edited = await editing.publish({ [FIRST]: ['A new beginning.', ...SHORT.slice(0, 2)], [SECOND]: LATER })
  const [list] = await lists(edited, 'ada')
  expect([list?.found, idsOf(list?.lost)]).toEqual([[], [ids.three]])
})

test('two processes look once, and notes of another group never appear', async () => {
  await marked()
  const sven = await createUser({ name: 'Sven' })
  const other = await createGroup({ owner: sven, guide: GUIDE })
  const program = await restarted()
  const { text } = await program.requireChapter(GUIDE, FIRST)
  const theirs = await mark(program, asViewer(sven), other.id, FIRST, passageOf(text, opening(ONE)))
  await editing.write({ ...PARTS, [SECOND]: LATER })
  const [one, two] = [await restarted(), await restarted()]
  await Promise.all([one.chaptersChanged(), two.chaptersChanged()])
  expect(await db().passageChange.count({ where: { groupId: editing.groupId } })).toBe(5)
  const all = JSON.stringify([await lists(two, 'ada'), await lists(two, 'owner')])
  expect(all).not.toContain(theirs)
  await two.acceptFound(editing.owner, { groupId: editing.groupId, chapter: FIRST, whose: 'others' })
  expect(await rowOf(theirs)).toMatchObject({ chapter: FIRST })
  await problemOf(two.acceptFound(editing.owner, { groupId: other.id, chapter: FIRST, whose: 'others' }), 'not-found')
  await problemOf(two.decideChange(editing.owner, await decision(theirs, 'accept')), 'not-found')
  expect(await two.countChanges(asViewer(sven), { groupId: other.id })).toBe(1)
})
