import { z } from 'zod'
import { InChapter } from '#domain/group.ts'
import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'

/** Where somebody is in a chapter: the name of the paragraph. */
export const UpdatePosition = InChapter.extend({
  paragraph: z
    .string()
    .max(20)
    .regex(new RegExp(`^${PARAGRAPH_LABEL}$`)),
})
export type UpdatePosition = z.infer<typeof UpdatePosition>

/** Where a member stopped reading in a group, on whatever device. */
export type ReadingPosition = { chapter: string; chapterTitle: string; paragraph: string }
