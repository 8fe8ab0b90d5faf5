import { z } from 'zod'
import { requiredBody } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import { Ids, ListInChapter } from '#domain/page.ts'
import type { Reaction } from '#domain/reaction.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** Bytes of a request that carries a comment or an answer. */
export const COMMENT_LIMIT = 20_000

/** What a thread is about: one annotation, one question of the chapter or one answer. */
export const ThreadSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('annotation'), annotationId: z.uuid() }),
  z.object({ kind: z.literal('question'), questionId: Slug }),
  z.object({ kind: z.literal('answer'), answerId: z.uuid() }),
])
export type ThreadSubject = z.infer<typeof ThreadSubject>

export const CreateComment = InChapter.extend({
  id: z.uuid(),
  subject: ThreadSubject,
  parentId: z.uuid().nullable().default(null),
  body: requiredBody(COMMENT_LIMIT),
})
export type CreateComment = z.infer<typeof CreateComment>

export const ListComments = ListInChapter.extend({ ids: Ids })
export type ListComments = z.infer<typeof ListComments>

export const AboutComment = InGroup.extend({ commentId: z.uuid() })
export type AboutComment = z.infer<typeof AboutComment>
export const UpdateComment = AboutComment.extend({ version: Version, body: requiredBody(COMMENT_LIMIT) })
export type UpdateComment = z.infer<typeof UpdateComment>

/** Says that the group is done with a thread, or goes on with it. */
export const UpdateResolution = InChapter.extend({ subject: ThreadSubject, resolved: z.boolean() })
export type UpdateResolution = z.infer<typeof UpdateResolution>

/** That the group is done with a thread: who said so and when. `by` is null once the account is gone. */
export type Resolution = { subject: ThreadSubject; by: Creator | null; at: string }

export type Comment = {
  id: string
  chapter: string
  subject: ThreadSubject
  parentId: string | null
  /** Null for a deleted comment that stays because replies remain, and once the account is gone. */
  creator: Creator | null
  body: string
  html: string
  version: number
  createdAt: string
  edited: boolean
  deleted: boolean
  /** It waits for a facilitator, and nobody else sees it. */
  waits: boolean
  unread: boolean
  can: { edit: boolean; remove: boolean; restore: boolean }
  reactions: Reaction[]
}
