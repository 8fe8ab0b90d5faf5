import type { TopPassage } from '#domain/top-passage.ts'

/** The last meeting: who was away, and who was there and not heard; where nobody was heard, `anyVoice` is false. */
export type LastTime = { startsAt: string; timeZone: string; away: string[]; quiet: string[]; anyVoice: boolean }

/** What facilitators are told before a meeting. `opened` counts its chapters that somebody has opened in the group. */
export type Brief = {
  chapters: { slug: string; title: string }[]
  readers: { name: string; opened: number }[]
  lively: TopPassage[]
  /** Questions to which nobody has shared an answer, and which the group has not begun to answer together. */
  unanswered: string[]
  /** Null before the first meeting was held. */
  lastTime: LastTime | null
}
