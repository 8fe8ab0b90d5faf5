import { z } from 'zod'
import { InChapter } from '#domain/group.ts'
import { MOST_SEEN } from '#domain/most-seen.ts'
import { Version } from '#domain/whole-number.ts'

/** What was said about a chapter, and how much of it others wrote and the viewer has not seen. */
export type ChapterActivity = { chapter: string; annotations: number; answers: number; comments: number; unread: number }

/** One saying as a reader saw it. Changed words are another version, and unread again. */
const SeenWords = z.object({ id: z.uuid(), version: Version })
export type SeenWords = z.infer<typeof SeenWords>

/** What a reader has seen of a chapter: these sayings, or everything that is there for them. */
export const UpdateVisit = InChapter.extend({
  seen: z.array(SeenWords).max(MOST_SEEN).default([]),
  everything: z.boolean().default(false),
})
export type UpdateVisit = z.input<typeof UpdateVisit>
