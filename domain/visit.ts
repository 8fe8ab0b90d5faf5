import { z } from 'zod'
import { InChapter } from '#domain/group.ts'

/** Unread words of others in a chapter since the viewer's last visit. */
export type ChapterActivity = { chapter: string; annotations: number; answers: number; comments: number; unread: number }

/**
 * Milliseconds for which the chapter has been in sight. What was said within them may not have come to the page yet, and
 * does not count as seen.
 */
export const UpdateVisit = InChapter.extend({ inSightFor: z.int().min(0).max(31_536_000_000).optional() })
export type UpdateVisit = z.infer<typeof UpdateVisit>
