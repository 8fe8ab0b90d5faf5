import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { db } from '#server/db.ts'
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
  SECOND,
} from '#tests/support/editions.ts'

// Some of these start processes of their own.
vi.setConfig({ testTimeout: 60_000 })

let editing: Editing
beforeEach(async () => {
  editing = await createEditing()
})

const list = (program: Program) => listIn(program, editing.ada, editing.groupId)
const changesOf = (chapter: string = FIRST) => db().passageChange.findMany({ where: { groupId: editing.groupId, annotation: { chapter } } })
const SHORT = PROSE.slice(0, 3)
const LATER = PROSE.slice(3, 6)

describe('carrying over', () => {
  const publishFirst = async () => {
    const program = await editing.publish({ [FIRST]: SHORT, [SECOND]: LATER })
    for (const chapter of [FIRST, SECOND]) {
      const { text, paragraphs } = await program.requireChapter(GUIDE, chapter)
      for (const { start } of paragraphs) await mark(program, editing.ada, editing.groupId, chapter, { start, end: start + 30 })
      expect(text.length).toBeGreaterThan(1000)
    }
  }
  const secondEdition = { [FIRST]: ['A new beginning, in front of all.', ...SHORT], [SECOND]: ['Another beginning.', ...LATER] }
  const carryElsewhere = (): ChildProcess =>
    spawn(process.execPath, ['--import', './scripts/as-server.mjs', 'tests/support/carry.ts'], { stdio: ['ignore', 'inherit', 'inherit'] })
  const revisions = async (chapter: string) =>
    new Set(
      (await db().annotation.findMany({ where: { groupId: editing.groupId, chapter } })).map(({ chapterRevision }) => chapterRevision),
    )

  test('killed in the middle, nothing is half done; the next start does the rest, and nothing twice', async () => {
    await publishFirst()
    const [old] = await revisions(SECOND)
    await editing.write(secondEdition)
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    onTestFinished(() => client.end())
    // The process gets as far as this note of the second chapter.
    const [held] = await db().annotation.findMany({
      where: { groupId: editing.groupId, chapter: SECOND },
      orderBy: { id: 'desc' },
      take: 1,
    })
    await client.query('BEGIN')
    await client.query('SELECT 1 FROM annotations WHERE id = $1 FOR UPDATE', [held?.id])
    const child = carryElsewhere()
    onTestFinished(() => void child.kill('SIGKILL'))
    const blocked = () =>
      db()
        .$queryRaw`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%'`
    await vi.waitFor(async () => expect(await blocked()).toHaveLength(1), { timeout: 40_000 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    await client.query('ROLLBACK')
    expect([...(await revisions(FIRST))]).not.toContain(old)
    expect([...(await revisions(SECOND))]).toEqual([old])
    expect([(await changesOf(FIRST)).length, (await changesOf(SECOND)).length]).toEqual([3, 0])

    const program = await restarted()
    await program.chaptersChanged()
    expect([...(await revisions(SECOND))]).toEqual([(await program.requireChapter(GUIDE, SECOND)).revision])
    await program.chaptersChanged()
    expect([(await changesOf(FIRST)).length, (await changesOf(SECOND)).length]).toEqual([3, 3])
  })

  test('by several processes at once, each passage is carried once', async () => {
    await publishFirst()
    await editing.write(secondEdition)
    const program = await restarted()
    const codes = [carryElsewhere(), carryElsewhere()].map((child) => once(child, 'exit'))
    await Promise.all([program.chaptersChanged(), program.chaptersChanged()])
    expect((await Promise.all(codes)).map(([code]) => code)).toEqual([0, 0])
    for (const chapter of [FIRST, SECOND]) {
      expect([...(await revisions(chapter))]).toEqual([(await program.requireChapter(GUIDE, chapter)).revision])
      expect((await changesOf(chapter)).map(({ outcome }) => outcome)).toEqual(['SAME', 'SAME', 'SAME'])
    }
  })

  test('a process on older files carries nothing back, and what it writes is carried as soon as somebody looks', async () => {
    const older = await editing.publish({ [FIRST]: SHORT })
    const newer = await editing.publish({ [FIRST]: secondEdition[FIRST] })
    const { text } = await older.requireChapter(GUIDE, FIRST)
    const id = await mark(older, editing.ada, editing.groupId, FIRST, passageOf(text, opening(SHORT[1])))
    const { revision } = await newer.requireChapter(GUIDE, FIRST)
    // It comes with the offsets of its own text, and says of which.
    expect((await list(newer))[0]).toMatchObject({ id, chapterRevision: (await older.requireChapter(GUIDE, FIRST)).revision, lost: false })
    await vi.waitFor(async () => expect((await list(newer))[0]?.chapterRevision).toBe(revision), { timeout: 40_000 })
    expect((await list(older))[0]?.chapterRevision).toBe(revision)
    expect(await older.requireEdition(editing.ada, { groupId: editing.groupId, chapter: FIRST })).toEqual({ revision, waiting: [] })
    expect((await changesOf()).map(({ outcome }) => outcome)).toEqual(['SAME'])
  })

  test('words that come back find their note again, and nothing waits any more', async () => {
    const words = opening(SHORT[1])
    const first = await editing.publish({ [FIRST]: SHORT })
    const id = await mark(first, editing.ada, editing.groupId, FIRST, passageOf((await first.requireChapter(GUIDE, FIRST)).text, words))
    const without = await editing.publish({ [FIRST]: SHORT.toSpliced(1, 1) })
    expect(await without.countChanges(editing.ada, { groupId: editing.groupId })).toBe(1)
    expect((await list(without))[0]).toMatchObject({ id, lost: true })
    const other = await editing.publish({ [FIRST]: ['A new beginning.', ...SHORT.toSpliced(1, 1)] })
    expect(await other.countChanges(editing.ada, { groupId: editing.groupId })).toBe(1)
    for (const paragraphs of [SHORT, SHORT.toSpliced(1, 1), ['A new beginning.', ...SHORT]]) await editing.publish({ [FIRST]: paragraphs })
    const again = await editing.publish({ [FIRST]: SHORT })
    expect((await list(again))[0]).toMatchObject({ id, lost: false, exact: words })
    expect(await again.countChanges(editing.ada, { groupId: editing.groupId })).toBe(0)
  })

  test('a note on words that were changed and changed back waits for nobody', async () => {
    const words = opening(SHORT[1])
    const first = await editing.publish({ [FIRST]: SHORT })
    await mark(first, editing.ada, editing.groupId, FIRST, passageOf((await first.requireChapter(GUIDE, FIRST)).text, words))
    const word = words.split(' ')[3] ?? ''
    const changed = await editing.publish({ [FIRST]: SHORT.map((paragraph) => paragraph.replace(` ${word} `, ' lighthouse ')) })
    expect(await changed.countChanges(editing.ada, { groupId: editing.groupId })).toBe(1)
    const again = await editing.publish({ [FIRST]: SHORT })
    expect(await again.countChanges(editing.ada, { groupId: editing.groupId })).toBe(0)
  })

  test('where the older text was never kept, the quote is looked for', async () => {
    const program = await editing.publish({ [FIRST]: SHORT })
    const { text } = await program.requireChapter(GUIDE, FIRST)
    const stays = await mark(program, editing.ada, editing.groupId, FIRST, passageOf(text, opening(SHORT[2])))
    const goes = await mark(program, editing.ada, editing.groupId, FIRST, passageOf(text, opening(SHORT[1])))
    await db().chapterText.deleteMany()
    const after = await editing.publish({ [FIRST]: ['A new beginning.', ...SHORT.toSpliced(1, 1)] })
    expect(Object.fromEntries((await list(after)).map(({ id, lost }) => [id, lost]))).toEqual({ [stays]: false, [goes]: true })
    // Since the first start that knows of kept texts, those that are marked are kept.
    expect(await db().chapterText.count()).toBe(1)
  })

  test('a text is kept while a note is on it, or a decision about one can go back to it', async () => {
    const { groupId, ada } = editing
    const program = await editing.publish({ [FIRST]: SHORT })
    const first = await program.requireChapter(GUIDE, FIRST)
    for (const paragraph of SHORT) await mark(program, ada, groupId, FIRST, passageOf(first.text, opening(paragraph)))
    const kept = async (revisions: string[]) =>
      (await db().chapterText.findMany({ where: { revision: { in: revisions } } }))
        .map(({ revision }) => revisions.indexOf(revision))
        .sort()

    const second = await (await editing.publish({ [FIRST]: ['A new beginning.', ...SHORT] })).requireChapter(GUIDE, FIRST)
    expect(await kept([first.revision, second.revision])).toEqual([1])

    const without = await editing.publish({ [FIRST]: SHORT.toSpliced(1, 1) })
    const third = await without.requireChapter(GUIDE, FIRST)
    expect(await kept([first.revision, second.revision, third.revision])).toEqual([1, 2])

    const [lost] = (await list(without)).filter((annotation) => annotation.lost)
    if (!lost) throw new Error('no note was lost')
    const from = { chapterRevision: lost.chapterRevision, start: lost.start, end: lost.end }
    const to = describePassage(third.text, passageOf(third.text, opening(SHORT[2])))
    const id = randomUUID()
    await without.decideChange(ada, { groupId, id, annotationId: lost.id, from, decision: 'attach', chapterRevision: third.revision, to })
    const after = await editing.publish({ [FIRST]: ['Another beginning.', ...SHORT.toSpliced(1, 1)] })
    const fourth = await after.requireChapter(GUIDE, FIRST)
    expect(await kept([first.revision, second.revision, third.revision, fourth.revision])).toEqual([1, 3])
  })

  test('a chapter that is gone keeps its notes, and they wait for whoever decides about them', async () => {
    await publishFirst()
    const after = await editing.publish({ [FIRST]: SHORT })
    expect(await db().annotation.count({ where: { groupId: editing.groupId, chapter: SECOND } })).toBe(3)
    const { own } = await after.listChanges(editing.ada, { groupId: editing.groupId })
    expect(own).toMatchObject([{ chapter: SECOND, number: null, gone: true, found: [], unattached: [] }])
    expect(own[0]?.lost).toHaveLength(3)
    expect(await after.countChanges(editing.ada, { groupId: editing.groupId })).toBe(3)
  })
})
