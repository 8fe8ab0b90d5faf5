import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import type { CreateAnnotation } from '#domain/annotation.ts'
import type { Problem, ProblemKind } from '#domain/problem.ts'
import type { CreateComment, ThreadSubject } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireChapter } from '#server/content/guides.ts'
import { addMember, asViewer, createGroup, createUser } from '#tests/support/factories.ts'

/** The chapter of the fixture guide that tests talk about. */
export const CHAPTER = 'two-bulges'

/** A group of three on the fixture guide that shows answers as they come, a stranger, and another group of which the stranger is the owner. */
export type Circle = { groupId: string; owner: Viewer; ada: Viewer; ben: Viewer; stranger: Viewer; otherGroupId: string }

export async function createCircle(): Promise<Circle> {
  const [owner, ada, ben, stranger] = [
    await createUser({ name: 'Olga' }),
    await createUser({ name: 'Ada' }),
    await createUser({ name: 'Ben' }),
    await createUser({ name: 'Sven' }),
  ]
  const group = await createGroup({ owner, answerFirst: false })
  await addMember({ group, user: ada })
  await addMember({ group, user: ben })
  const other = await createGroup({ owner: stranger })
  const viewers = { owner: asViewer(owner), ada: asViewer(ada), ben: asViewer(ben), stranger: asViewer(stranger) }
  return { groupId: group.id, otherGroupId: other.id, ...viewers }
}

/** What the browser sends to annotate the first occurrence of some words of the chapter. */
export async function marking(groupId: string, words: string, more: Partial<CreateAnnotation> = {}): Promise<CreateAnnotation> {
  const { text, revision } = await requireChapter('tides', CHAPTER)
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`The chapter does not say "${words}".`)
  const selectors = describe(text, { start, end: start + words.length })
  const plain = { visibility: 'GROUP', motivation: 'highlighting', tags: [] as string[], body: '' } as const
  return { id: randomUUID(), groupId, chapter: CHAPTER, chapterRevision: revision, ...plain, ...selectors, ...more }
}

/** What the browser sends to say something. */
export function saying(groupId: string, subject: ThreadSubject, body: string, more: Partial<CreateComment> = {}): CreateComment {
  return { id: randomUUID(), groupId, chapter: CHAPTER, subject, parentId: null, body, ...more }
}

/**
 * The Problem that a promise must end with.
 * @throws Error when it succeeds or fails otherwise
 */
export async function problemOf(promise: Promise<unknown>, kind: ProblemKind): Promise<Problem> {
  const outcome = await promise.then(
    () => new Error(`Expected a Problem "${kind}", but it succeeded.`),
    (error: unknown) => error,
  )
  if (outcome instanceof Error && 'kind' in outcome && outcome.kind === kind) return outcome as Problem
  throw outcome
}
