import { createHash, randomUUID } from 'node:crypto'
import * as make from '#prisma/factories.ts'
import { db } from '#server/db.ts'
import { makeChapter, makeMarks, PEOPLE } from '#tests/bench/painting/chapter.ts'

export const COUNT = 10_000
export const CHAPTER = 'two-bulges'

/** Every body with Markdown in it, which is the slowest there is; or as people write: half without words, a tenth with Markdown. */
export const BODIES = {
  'as people write': (at: number) => (at % 2 ? '' : `What does this say to number ${at}?${at % 10 ? '' : ' It is *not* clear.'}`),
  'all Markdown': (at: number) => `What does *this* say to **number ${at}**? See \`page ${at % 90}\`.`,
}

/** The text that the marks lie in, and its hash. */
export function benchText(): { text: string; revision: string } {
  const { text } = makeChapter(83_000)
  return { text, revision: createHash('sha256').update(text).digest('hex').slice(0, 32) }
}

export type Seeded = { groupId: string; viewer: { userId: string; name: string; sessionId: string } }

/**
 * A group of its own whose people marked ten thousand passages of a chapter.
 * @param revision of the text that they are said to lie in
 */
export async function seed(bodyOf: (at: number) => string, revision: string): Promise<Seeded> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => make.createUser(db(), { name: `Person ${at}` })))
  const [owner = { id: '', name: '' }] = people
  const group = await make.createGroup(db(), { owner })
  for (const user of people.slice(1)) await make.addMember(db(), { group, user })
  const rows = makeMarks(benchText().text, COUNT, [3, 15]).map(({ start, end, exact, creator }, at) => ({
    ...{ id: randomUUID(), groupId: group.id, chapter: CHAPTER, chapterRevision: revision, prefix: '', suffix: '' },
    ...{ start, end, exact, creatorId: people[creator]?.id ?? owner.id, body: bodyOf(at) },
  }))
  for (let at = 0; at < rows.length; at += 1_000) await db().annotation.createMany({ data: rows.slice(at, at + 1_000) })
  return { groupId: group.id, viewer: { userId: owner.id, name: owner.name, sessionId: randomUUID() } }
}

/** A reply to every fifth note of a group. @returns how many */
export async function seedReplies({ groupId, viewer }: Seeded): Promise<number> {
  const notes = await db().annotation.findMany({ where: { groupId }, select: { id: true }, orderBy: { id: 'asc' } })
  const threads = notes.filter((_, at) => at % 5 === 0).map(({ id }) => ({ id: randomUUID(), groupId, chapter: CHAPTER, annotationId: id }))
  await db().thread.createMany({ data: threads })
  const comments = threads.map(({ id }, at) => ({
    ...{ id: randomUUID(), groupId, threadId: id, creatorId: viewer.userId, body: `So I read it too, at *place* ${at}.` },
  }))
  await db().comment.createMany({ data: comments })
  return comments.length
}
