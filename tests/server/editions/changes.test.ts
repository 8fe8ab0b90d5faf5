import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import type { ChapterChanges, DecideChange } from '#domain/change.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { problemOf } from '#tests/support/circle.ts'
import {
  createEditing,
  type Editing,
  FIRST,
  GUIDE,
  listIn,
  mark,
  opening,
  PROSE,
  type Program,
  passageOf,
  restarted,
} from '#tests/support/editions.ts'

vi.setConfig({ testTimeout: 30_000 })

const [ONE = '', TWO = '', THREE = ''] = PROSE
const WORD = opening(ONE).split(' ')[3] ?? ''
const AFTER = [ONE.replace(` ${WORD} `, ' lighthouse '), THREE]

let editing: Editing
let program: Program
/** Ada's notes: one on words that will be changed, one on words that will go, for the group and for herself. */
let ids: Record<'changed' | 'lost' | 'private', string>

beforeEach(async () => {
  editing = await createEditing()
  const { ada, groupId } = editing
  const before = await editing.publish({ [FIRST]: [ONE, TWO, THREE] })
  const { text } = await before.requireChapter(GUIDE, FIRST)
  const put = (paragraph: string, visibility: 'GROUP' | 'PRIVATE' = 'GROUP') =>
    mark(before, ada, groupId, FIRST, passageOf(text, opening(paragraph)), visibility)
  ids = { changed: await put(ONE), lost: await put(TWO), private: await put(TWO, 'PRIVATE') }
  program = await editing.publish({ [FIRST]: AFTER })
})

const only = (chapters: ChapterChanges[]): ChapterChanges => {
  const [chapter, more] = chapters
  if (!chapter || more) throw new Error(`one chapter expected, not ${chapters.length}`)
  return chapter
}
const idsOf = (notes: { annotationId: string }[]) => notes.map(({ annotationId }) => annotationId).sort()
const lists = (viewer: Viewer) => program.listChanges(viewer, { groupId: editing.groupId })
const count = (viewer: Viewer) => program.countChanges(viewer, { groupId: editing.groupId })
const find = async (id: string) => (await listIn(program, editing.ada, editing.groupId)).find((each) => each.id === id)

async function decision(annotationId: string, what: 'accept' | 'unattach' | string): Promise<DecideChange> {
  const { chapterRevision, start, end } = await db().annotation.findUniqueOrThrow({ where: { id: annotationId } })
  const base = { groupId: editing.groupId, id: randomUUID(), annotationId, from: { chapterRevision, start, end } }
  if (what === 'accept' || what === 'unattach') return { ...base, decision: what }
  const { text, revision } = await program.requireChapter(GUIDE, FIRST)
  return { ...base, decision: 'attach', chapterRevision: revision, to: describePassage(text, passageOf(text, what)) }
}

describe('the lists', () => {
  test('show a creator all of theirs, and facilitators only what the group sees; others nothing', async () => {
    const own = await lists(editing.ada)
    expect(own.others).toEqual([])
    const mine = only(own.own)
    expect([idsOf(mine.changed), idsOf(mine.lost)]).toEqual([[ids.changed], [ids.lost, ids.private].sort()])
    const led = await lists(editing.owner)
    expect(led.own).toEqual([])
    const theirs = only(led.others)
    expect([idsOf(theirs.changed), idsOf(theirs.lost)]).toEqual([[ids.changed], [ids.lost]])
    expect(JSON.stringify(led)).not.toContain(ids.private)
    expect([await count(editing.ada), await count(editing.owner)]).toEqual([3, 2])
    const revision = (await program.requireChapter(GUIDE, FIRST)).revision
    const edition = (viewer: Viewer) => program.requireEdition(viewer, { groupId: editing.groupId, chapter: FIRST })
    expect(await edition(editing.owner)).toEqual({ revision, waiting: [ids.changed, ids.lost] })
  })

  test('show the words before and now, and the gap with what stands around it', async () => {
    const { changed, lost } = only((await lists(editing.owner)).others)
    expect(changed[0]?.before.filter(({ differs }) => differs)).toEqual([{ text: WORD, differs: true }])
    expect(changed[0]?.after.filter(({ differs }) => differs)).toEqual([{ text: 'lighthouse', differs: true }])
    expect(lost[0]).toMatchObject({ exact: opening(TWO), isOwn: false, isPrivate: false })
    expect(lost[0]?.around?.after.trimStart().startsWith(opening(THREE))).toBe(true)
  })
})

describe('deciding', () => {
  test('accepting keeps the note where it is; the creator is told until they have seen it, and may undo it', async () => {
    const input = await decision(ids.changed, 'accept')
    await program.decideChange(editing.owner, input)
    await program.decideChange(editing.owner, input)
    expect(await count(editing.owner)).toBe(1)
    const { decided, changed } = only((await lists(editing.ada)).own)
    expect(changed).toEqual([])
    expect(decided).toMatchObject([{ annotationId: ids.changed, decision: 'accept', actor: 'Olga', before: opening(ONE) }])
    expect(decided[0]?.after).toContain('lighthouse')
    await program.acknowledgeDecision(editing.ada, { groupId: editing.groupId, changeId: input.id })
    expect(only((await lists(editing.ada)).own).decided).toEqual([])
    await program.undoDecision(editing.ada, { groupId: editing.groupId, changeId: input.id })
    expect(idsOf(only((await lists(editing.owner)).others).changed)).toEqual([ids.changed])
  })

  test('attaching puts the note on other words, and undoing it back where it was lost', async () => {
    const before = await find(ids.lost)
    const input = await decision(ids.lost, opening(THREE))
    await program.decideChange(editing.owner, input)
    const { text, revision } = await program.requireChapter(GUIDE, FIRST)
    expect(await find(ids.lost)).toMatchObject({
      lost: false,
      exact: opening(THREE),
      start: text.indexOf(opening(THREE)),
      chapterRevision: revision,
    })
    await program.undoDecision(editing.owner, { groupId: editing.groupId, changeId: input.id })
    expect(await find(ids.lost)).toEqual(before)
    expect(before?.lost).toBe(true)
    expect(await count(editing.owner)).toBe(2)
  })

  test('a note kept without a place stays so through the next edit, and says so to nobody again', async () => {
    await program.decideChange(editing.ada, await decision(ids.private, 'unattach'))
    expect(idsOf(only((await lists(editing.ada)).own).unattached)).toEqual([ids.private])
    program = await editing.publish({ [FIRST]: ['A new beginning.', ...AFTER] })
    const { lost, unattached } = only((await lists(editing.ada)).own)
    expect([idsOf(lost), idsOf(unattached)]).toEqual([[ids.lost], [ids.private]])
    await program.decideChange(editing.ada, await decision(ids.private, opening(THREE)))
    expect(await find(ids.private)).toMatchObject({ lost: false, exact: opening(THREE) })
  })

  test('a change that nobody decided about is shown from its first words, after any number of edits', async () => {
    program = await editing.publish({ [FIRST]: AFTER.map((paragraph) => paragraph.replace('lighthouse', 'harbour')) })
    const [note] = only((await lists(editing.owner)).others).changed
    expect(note?.before.map(({ text }) => text).join('')).toBe(opening(ONE))
    expect(note?.after.filter(({ differs }) => differs)).toEqual([{ text: 'harbour', differs: true }])
    await program.decideChange(editing.owner, await decision(ids.changed, 'accept'))
    expect(only((await lists(editing.owner)).others).changed).toEqual([])
  })

  test('is refused when somebody was faster, when it makes no sense, and to those whom it does not concern', async () => {
    const [first, second] = [await decision(ids.lost, opening(THREE)), await decision(ids.lost, 'unattach')]
    await program.decideChange(editing.owner, first)
    await problemOf(program.decideChange(editing.ada, second), 'conflict')
    await problemOf(program.decideChange(editing.ada, await decision(ids.changed, 'unattach')), 'conflict')
    await problemOf(program.decideChange(editing.owner, await decision(ids.private, 'unattach')), 'not-found')
    await db().membership.update({
      where: { groupId_userId: { groupId: editing.groupId, userId: editing.owner.userId } },
      data: { role: 'MEMBER' },
    })
    await problemOf(program.decideChange(editing.owner, await decision(ids.changed, 'accept')), 'forbidden')
    expect((await lists(editing.owner)).others).toEqual([])
    await problemOf(program.undoDecision(editing.owner, { groupId: editing.groupId, changeId: first.id }), 'forbidden')
  })

  test('attaching to words that do not stand there asks for a reload; undoing fails once the note has moved on', async () => {
    const input = await decision(ids.lost, opening(THREE))
    if (input.decision !== 'attach') throw new Error('not an attachment')
    const elsewhere = { ...input.to, start: input.to.start + 1, end: input.to.end + 1 }
    expect((await problemOf(program.decideChange(editing.ada, { ...input, to: elsewhere }), 'conflict')).extra).toEqual({ reload: true })
    await program.decideChange(editing.ada, input)
    program = await editing.publish({ [FIRST]: ['A new beginning.', ...AFTER] })
    await problemOf(program.undoDecision(editing.ada, { groupId: editing.groupId, changeId: input.id }), 'conflict')
    expect(await find(ids.lost)).toMatchObject({ lost: false, exact: opening(THREE) })
  })
})

test('the check before publishing foresees what then happens, changes nothing, and repeats no private words', async () => {
  const { ada, groupId } = editing
  await db().readingGroup.deleteMany({ where: { id: { not: groupId } } })
  const { text } = await program.requireChapter(GUIDE, FIRST)
  await mark(program, ada, groupId, FIRST, passageOf(text, opening(THREE)), 'PRIVATE')
  await editing.write({ [FIRST]: [ONE.replace(` ${WORD} `, ' harbour '), 'Gulls quarrel over crusts beside an empty bandstand.'] })
  const next = await restarted()
  const rows = () => db().annotation.findMany({ where: { groupId }, orderBy: { id: 'asc' } })
  const before = await rows()
  const foreseen = await next.foreseeChanges()
  expect(await rows()).toEqual(before)
  expect(foreseen).toEqual([
    {
      ...{ guide: GUIDE, chapter: FIRST, notes: 4, renamed: null, found: {}, unplaced: 2 },
      tally: { same: 0, moved: 0, changed: 1, lost: 1 },
      passages: [
        { kind: 'changed', paragraph: '1', before: expect.stringContaining('lighthouse'), after: expect.stringContaining('harbour') },
        { kind: 'lost', paragraph: expect.anything(), before: null, after: null },
      ],
    },
  ])
  await next.chaptersChanged()
  const outcomes = await db().passageChange.groupBy({
    by: ['outcome'],
    where: { groupId },
    _count: true,
  })
  expect(outcomes.find(({ outcome }) => outcome === 'CHANGED')?._count).toBe(2)
  expect(await next.foreseeChanges()).toEqual([])
})
