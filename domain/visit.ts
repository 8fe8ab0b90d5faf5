import type { InChapter } from '#domain/group.ts'

/** Unread words of others in a chapter since the viewer's last visit. */
export type ChapterActivity = { chapter: string; annotations: number; answers: number; comments: number; unread: number }

export type UpdateVisit = InChapter
