import type { ReadingPosition } from '#domain/reading-position.ts'

type Marked = { annotationId: string; chapter: string; chapterTitle: string; exact: string }

/** What a group's front page tells of its talk, and of the viewer's part in it. */
export type TalkingPoints = {
  /** Where the viewer stopped reading, on whatever device. */
  stopped: ReadingPosition | null
  /** Questions of this week's chapter, and how many of them the viewer has answered. */
  questions: number
  answered: number
  /** Passages on which most was said, with how many comments. */
  talkedAbout: (Marked & { comments: number })[]
  /** Passages marked with "?" to which nobody has replied, the newest first. */
  unanswered: (Marked & { body: string; creator: string | null })[]
}
