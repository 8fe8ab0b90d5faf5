import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { carryEach } from '#server/editions/carry-work.ts'
import { createEditing, FIRST, GUIDE, LATER, listIn, mark, restarted, SECOND, SHORT } from '#tests/support/editions.ts'

/** As many as are carried in a thread. */
const MANY = 101

test('notes whose passages took too long to be found wait for people, and come home with the text that they were made in', async () => {
  const editing = await createEditing()
  const { ada, groupId } = editing
  const chapters = { [FIRST]: SHORT, [SECOND]: LATER }
  const program = await editing.publish(chapters)
  const { paragraphs } = await program.requireChapter(GUIDE, FIRST)
  for (const { start } of paragraphs) await mark(program, ada, groupId, FIRST, { start, end: start + 30 })
  const before = await listIn(program, ada, groupId)

  await editing.write({ ...chapters, [FIRST]: ['A new beginning, in front of all.', ...SHORT] })
  const { revision, text } = await (await restarted()).requireChapter(GUIDE, FIRST)
  await db().edition.update({ where: { guide_chapter: { guide: GUIDE, chapter: FIRST } }, data: { revision } })
  const published = { guide: GUIDE, chapter: FIRST, revision, text }
  // No time at all: the thread is stopped before it has looked for anything.
  const done = await carryEach([{ groupId, published }], MANY, { patience: 0, memory: 500 })
  expect(done).toMatchObject([{ groupId, tally: { same: 0, moved: 0, changed: 0, lost: paragraphs.length } }])
  const rows = await db().annotation.findMany({ where: { groupId }, orderBy: { start: 'asc' } })
  expect(rows.map(({ lostIn, exact }) => [lostIn, exact])).toEqual(before.map(({ exact }) => [revision, exact]))
  const waiting = await db().passageChange.findMany({ where: { groupId, outcome: 'LOST', settledById: null } })
  expect(waiting).toHaveLength(paragraphs.length)

  const home = await editing.publish(chapters)
  const after = await listIn(home, ada, groupId)
  expect(after.map(({ start, end, exact, lost }) => [start, end, exact, lost])).toEqual(
    before.map(({ start, end, exact }) => [start, end, exact, false]),
  )
})
