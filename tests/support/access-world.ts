import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import {
  addMember,
  createAnnotation,
  createAnswer,
  createComment,
  createGroup,
  createGroupQuestion,
  createInvitation,
  createMeeting,
  createUser,
} from './factories.ts'

/** Everybody who may ask. */
export const WHO = ['signed out', 'stranger', 'member', 'creator', 'facilitator', 'owner', 'removed member'] as const
export type Who = (typeof WHO)[number]

export const CHAPTER = 'two-bulges'
export const QUESTION = 'seen-the-sea'

/** A group with one of everything; `creator` is a plain member who wrote it all. */
export async function makeWorld() {
  const [owner, facilitator, member, creator, removed, stranger] = await Promise.all(
    ['Owner', 'Facilitator', 'Member', 'Creator', 'Removed', 'Stranger'].map((name) => createUser({ name })),
  )
  if (!owner || !facilitator || !member || !creator || !removed || !stranger) throw new Error('people missing')
  const group = await createGroup({ owner })
  await addMember({ group, user: facilitator, role: 'FACILITATOR' })
  for (const user of [member, creator]) await addMember({ group, user })
  const chapter = await requireChapter('tides', CHAPTER)
  const place = { chapterRevision: chapter.revision, chapter: CHAPTER, ...describe(chapter.text, { start: 0, end: 5 }) }
  const written = { group, creator }
  const annotation = await createAnnotation({ ...written, ...place, body: 'secret-words' })
  const comment = await createComment({ ...written, subject: { annotation }, body: 'secret-words' })
  const groupQuestion = await createGroupQuestion({ ...written, annotation, chapter: CHAPTER, text: 'secret-words?' })
  const answer = await createAnswer({ ...written, chapter: CHAPTER, questionId: QUESTION, body: 'secret-words' })
  const meeting = await createMeeting({ group, chapter: CHAPTER, notes: 'secret-words' })
  const invitation = await createInvitation({ group, creator: owner })
  const people: Record<Who, { id: string } | null> = {
    'signed out': null,
    stranger,
    member,
    creator,
    facilitator,
    owner,
    'removed member': removed,
  }
  return { group, annotation, comment, groupQuestion, answer, meeting, invitation, people, place, outsider: stranger, plainMember: member }
}
export type World = Awaited<ReturnType<typeof makeWorld>>

/** A text that an owner of the installation has uploaded, whom nobody in the world is. @returns its id */
export async function makeDraft(): Promise<string> {
  const { id: creatorId } = await createUser()
  const id = randomUUID()
  await db().installationOwner.create({ data: { userId: creatorId } })
  const blocks = [{ kind: 'paragraph', text: 'secret-words', origin: { line: 1 } }]
  const text = { title: null, creator: null, language: null, report: [], sections: [{ part: 'chapter', title: 'secret-words', blocks }] }
  const settings = { slug: 'a-text', title: 'A text', language: 'en', licence: 'Free', audience: 'MEMBERS', companion: null }
  await db().importDraft.create({ data: { id, creatorId, fileName: 'text.txt', text, settings } })
  return id
}
