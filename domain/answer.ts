import { z } from 'zod'
import { requiredBody } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import { COMMENT_LIMIT } from '#domain/thread.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** One member gives one answer to a question; `id` is made by the browser. */
export const CreateAnswer = InChapter.extend({ id: z.uuid(), questionId: Slug, body: requiredBody(COMMENT_LIMIT) })
export type CreateAnswer = z.infer<typeof CreateAnswer>

export const AboutAnswer = InGroup.extend({ answerId: z.uuid() })
export type AboutAnswer = z.infer<typeof AboutAnswer>
export const UpdateAnswer = AboutAnswer.extend({ version: Version, body: requiredBody(COMMENT_LIMIT) })
export type UpdateAnswer = z.infer<typeof UpdateAnswer>

export type Answer = {
  id: string
  chapter: string
  questionId: string
  /** Null once the account is gone. */
  creator: Creator | null
  body: string
  html: string
  version: number
  createdAt: string
  edited: boolean
  unread: boolean
  can: { edit: boolean; remove: boolean }
}
