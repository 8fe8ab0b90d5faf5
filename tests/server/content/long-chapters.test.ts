import { expect, test } from 'vitest'
import { findChapter } from '#server/content/guides.ts'
import { removeGuide, saveGuide } from '#server/content/imported-guides.ts'
import { db } from '#server/db.ts'
import { files, letter } from '#tests/support/letters.ts'

/** Paragraphs of eleven thousand letters each: twenty make a long chapter. */
const save = (paragraphs: number) =>
  saveGuide(files({ '02-second.md': letter('Long', 2, `${'The boat left. '.repeat(735)}\n\n`.repeat(paragraphs)) }), {
    slug: 'letters',
    audience: 'EVERYONE',
  })
/** What a process knows that has just been started. */
const forget = () => {
  delete (globalThis as { studycircleTexts?: unknown }).studycircleTexts
}
const kept = () => db().preparedChapter.findMany()

test('a long chapter is prepared when it is published: nothing of it is read for whoever opens it', async () => {
  await save(20)
  const [row, ...more] = await kept()
  expect(more).toEqual([])
  expect(JSON.parse(row?.chapter ?? '')).toMatchObject({ slug: 'second', title: 'Long' })
  // Proof that it comes from there: what stands there is what is shown.
  await db().preparedChapter.updateMany({ data: { chapter: row?.chapter.replace('"Long"', '"As prepared"') ?? '' } })
  forget()
  expect((await findChapter('letters', 'second'))?.title).toBe('As prepared')
})

test('another edition takes its place; a short chapter needs none; with the guide it goes', async () => {
  await save(20)
  const [first] = await kept()
  await save(21)
  const [second, ...more] = await kept()
  expect([more.length, second?.key === first?.key]).toEqual([0, false])
  await save(1)
  expect(await kept()).toEqual([])
  await save(20)
  await removeGuide('letters')
  expect(await kept()).toEqual([])
})

test('one from before there was such a thing is read in a thread, once for all who ask, and kept', async () => {
  await save(20)
  const [prepared] = await kept()
  await db().preparedChapter.deleteMany()
  forget()
  const found = await Promise.all(Array.from({ length: 5 }, () => findChapter('letters', 'second')))
  const { html, text, paragraphs } = JSON.parse(prepared?.chapter ?? '')
  for (const chapter of found) expect(chapter).toMatchObject({ html, text, paragraphs })
  expect(await kept()).toEqual([prepared])
})
