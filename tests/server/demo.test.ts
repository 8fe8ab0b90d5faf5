import { expect, test } from 'vitest'
import { standsAt } from '#domain/anchoring/describe.ts'
import type { Chapter, Guide } from '#domain/guide.ts'
import { addDemo, DEMO_GROUP, DEMO_GUIDE, DEMO_USERNAMES } from '#prisma/demo.ts'
import { checkPassword } from '#server/accounts/accounts.ts'
import { requireChapter, requireGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { listUnclear } from '#server/talk/unclear.ts'
import { listActivity } from '#server/talk/visits.ts'
import { asViewer } from '#tests/support/factories.ts'
import { changeSettings } from '#tests/support/settings.ts'

changeSettings({ CONTENT_DIR: 'content' })

async function readGuide(): Promise<[Guide, Chapter[]]> {
  const guide = await requireGuide(DEMO_GUIDE)
  return [guide, await Promise.all(guide.chapters.map(({ slug }) => requireChapter(DEMO_GUIDE, slug)))]
}

const NOON = Date.parse('2026-05-12T12:00:00Z')

test('the demonstration is made once, of passages that stand in their chapters, with something new to read', async () => {
  const [guide, chapters] = await readGuide()
  expect(await db().$transaction((tx) => addDemo(tx, guide, chapters, 'the first password', NOON), { timeout: 60_000 })).toBe(true)
  const counts = () =>
    Promise.all([db().user.count(), db().annotation.count(), db().comment.count(), db().answer.count(), db().meeting.count()])
  const before = await counts()
  expect(before[0]).toBe(6)
  expect(before[4]).toBe(6)

  const annotations = await db().annotation.findMany()
  for (const annotation of annotations) {
    const chapter = chapters.find(({ slug }) => slug === annotation.chapter)
    expect(annotation.chapterRevision).toBe(chapter?.revision)
    expect(standsAt(chapter?.text ?? '', annotation), annotation.exact).toBe(true)
  }
  const overlap = annotations.some((a) =>
    annotations.some((b) => a.id !== b.id && a.chapter === b.chapter && a.start < b.end && b.start < a.end),
  )
  expect(overlap).toBe(true)
  expect(annotations.some(({ motivation, tags }) => motivation === 'questioning' && tags.length === 0)).toBe(true)
  expect(annotations.some(({ tags }) => tags.length > 0)).toBe(true)
  expect((await db().groupQuestion.findMany({ orderBy: { status: 'asc' } })).map(({ status }) => status)).toEqual(['SUGGESTED', 'ACCEPTED'])

  expect(await db().$transaction((tx) => addDemo(tx, guide, chapters, 'another password', NOON), { timeout: 60_000 })).toBe(false)
  expect(await counts()).toEqual(before)

  const user = await checkPassword(DEMO_USERNAMES[0] ?? '', 'another password')
  expect(await checkPassword(DEMO_USERNAMES[0] ?? '', 'the first password')).toBeNull()
  const viewer = asViewer({ id: user?.id ?? '', name: user?.name ?? '' })
  const activity = await listActivity(viewer, { groupId: DEMO_GROUP })
  expect(activity.map(({ chapter }) => chapter)).toHaveLength(3)
  expect(activity.find(({ chapter }) => chapter === chapters[2]?.slug)?.unread).toBeGreaterThan(2)
  expect(activity.find(({ chapter }) => chapter === chapters[0]?.slug)?.unread).toBe(0)
  const unclear = await listUnclear(viewer, { groupId: DEMO_GROUP, chapter: chapters[2]?.slug ?? '' })
  expect(unclear.filter(({ step }) => step > 0).map(({ paragraph, step }) => [paragraph, step])).toEqual([
    ['9', 3],
    ['14', 3],
  ])

  const comments = new Map((await db().comment.findMany()).map((comment) => [comment.id, comment]))
  const depth = (id: string | null): number => (id ? 1 + depth(comments.get(id)?.parentId ?? null) : 0)
  expect(Math.max(...[...comments.keys()].map(depth))).toBe(3)
})
