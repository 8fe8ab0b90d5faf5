import { expect, test, vi } from 'vitest'
import type { Passage } from '#domain/anchoring/passage.ts'
import { db } from '#server/db.ts'
import { createEditing, FIRST, GUIDE, listIn, mark, opening, PROSE } from '#tests/support/editions.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The nth group of six words in a paragraph of the chapter. */
const sixWords = (text: string, { start, end }: Passage, n: number): Passage => {
  const words = [...text.slice(start, end).matchAll(/\S+/g)].slice(n * 6, n * 6 + 6)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) throw new Error('the paragraph is too short')
  return { start: start + first.index, end: start + last.index + last[0].length }
}
const reword = (paragraph: string, at: number, word: string) => paragraph.split(' ').with(at, word).join(' ')

/** The edits, and what each does to the eight passages of its paragraph. */
const EDITS: Record<number, { edit: (paragraph: string) => string[]; becomes: (n: number) => string }> = {
  1: { edit: (old) => [old, 'A paragraph that nobody had written before stands here now, with its own words.'], becomes: () => 'SAME' },
  3: { edit: () => [], becomes: () => 'LOST' },
  5: { edit: (old) => [reword(old, 14, 'lighthouse')], becomes: (n) => (n === 2 ? 'CHANGED' : 'SAME') },
  7: { edit: () => [], becomes: () => 'MOVED' },
  9: { edit: (old) => [old.slice(0, old.indexOf('. ') + 1), old.slice(old.indexOf('. ') + 2)], becomes: () => 'SAME' },
  11: { edit: () => ['Herring gulls quarrel over crusts beside an empty bandstand.'], becomes: () => 'LOST' },
  13: { edit: (old) => [reword(reword(old, 31, 'harbour'), 34, 'pier')], becomes: (n) => (n === 5 ? 'CHANGED' : 'SAME') },
  15: { edit: (old) => [`Before all that, it must be said: ${old}`], becomes: () => 'SAME' },
}
const edited = PROSE.flatMap((paragraph, at) => EDITS[at]?.edit(paragraph) ?? [paragraph]).concat(PROSE[7] ?? '')

test('of 200 annotations under an edited chapter each is found, told as changed, or told as lost; nothing else about it changes', async () => {
  const { groupId, owner, ada, publish } = await createEditing()
  const before = await publish({ [FIRST]: PROSE })
  const { text, paragraphs } = await before.requireChapter(GUIDE, FIRST)
  expect(paragraphs).toHaveLength(24)
  const expected = new Map<string, string>()
  for (const [at, paragraph] of paragraphs.entries()) {
    for (let n = 0; n < 8; n++) {
      const id = await mark(before, n % 2 ? ada : owner, groupId, FIRST, sixWords(text, paragraph, n), n % 3 ? 'GROUP' : 'PRIVATE')
      expected.set(id, EDITS[at]?.becomes(n) ?? 'SAME')
    }
  }
  for (const at of [16, 17, 18, 19, 20, 21, 22, 8]) {
    const across = { start: (paragraphs[at]?.end ?? 0) - 20, end: (paragraphs[at + 1]?.start ?? 0) + 20 }
    expected.set(await mark(before, ada, groupId, FIRST, across), 'SAME')
  }
  expect(expected.size).toBe(200)
  await before.updateVisit(owner, { groupId, chapter: FIRST, everything: true })

  const after = await publish({ [FIRST]: edited })
  const chapter = await after.requireChapter(GUIDE, FIRST)
  const outcomes = new Map(
    (await db().passageChange.findMany({ where: { groupId } })).map(({ annotationId, outcome }) => [annotationId, outcome]),
  )
  expect(outcomes).toEqual(expected)
  const seen = [...(await listIn(after, ada, groupId)), ...(await listIn(after, owner, groupId))]
  expect(new Set(seen.map(({ id }) => id)).size).toBe(200)
  for (const { id, lost, chapterRevision, start, end, exact, edited: isEdited, version } of seen) {
    const isLost = expected.get(id) === 'LOST'
    expect([lost, chapterRevision === chapter.revision], id).toEqual([isLost, !isLost])
    if (!isLost) expect(chapter.text.slice(start, end)).toBe(exact)
    expect([isEdited, version]).toEqual([false, 1])
  }
  expect((await listIn(after, owner, groupId)).filter(({ unread }) => unread)).toEqual([])

  // Where the words were: the gap lies between the paragraphs on either side of the one that is gone.
  const gap = chapter.text.indexOf(opening(PROSE[4]))
  for (const { annotationId, outcome, near } of await db().passageChange.findMany({ where: { groupId } })) {
    const row = await db().annotation.findUniqueOrThrow({ where: { id: annotationId } })
    const third = paragraphs[3] as Passage
    if (outcome === 'LOST' && row.start >= third.start && row.end <= third.end) expect(Math.abs((near ?? 0) - gap)).toBeLessThan(4)
  }

  const { own, others } = await after.listChanges(owner, { groupId })
  const rows = await db().annotation.findMany({ where: { groupId } })
  for (const [lists, isListed] of [
    [own, (row: (typeof rows)[number]) => row.creatorId === owner.userId],
    [others, (row: (typeof rows)[number]) => row.creatorId !== owner.userId && row.visibility === 'GROUP'],
  ] as const) {
    expect(lists).toHaveLength(1)
    for (const [name, outcome] of [
      ['lost', 'LOST'],
      ['changed', 'CHANGED'],
      ['moved', 'MOVED'],
    ] as const) {
      const ids = rows.filter((row) => isListed(row) && expected.get(row.id) === outcome).map(({ id }) => id)
      expect(lists[0]?.[name].map(({ annotationId }) => annotationId).sort(), name).toEqual(ids.sort())
      expect(ids.length).toBeGreaterThan(0)
    }
  }
  const [change] = [...(own[0]?.changed ?? []), ...(others[0]?.changed ?? [])]
  expect(change?.after.filter(({ differs }) => differs).map(({ text }) => text.trim())).toContain('lighthouse')
})
