import type { LineKind } from '#domain/live-meeting/action.ts'

/*
 * What the invented readers of the demonstration say. Nobody here exists, and nobody's real words are used.
 * Passages must stand in the chapter exactly so; the seed stops when one does not.
 */

export const DEMO_PEOPLE = {
  nora: { name: 'Nora Fenwick', role: 'OWNER' },
  ibrahim: { name: 'Ibrahim Sadeghi', role: 'FACILITATOR' },
  lucia: { name: 'Lucía Marín', role: 'MEMBER' },
  tom: { name: 'Tom Okafor', role: 'MEMBER' },
  grete: { name: 'Grete Holm', role: 'MEMBER' },
  wen: { name: 'Wen Li', role: 'MEMBER' },
} as const

export type DemoPerson = keyof typeof DEMO_PEOPLE

export type DemoComment = { by: DemoPerson; body: string; replies?: DemoComment[] }
export type DemoNote = {
  by: DemoPerson
  passage: string
  body?: string
  isPrivate?: boolean
  tags?: string[]
  /** A "?", with the question that its writer suggests on it, if any, and the answers where the group has accepted it. */
  asks?: { text?: string; answers?: [DemoPerson, string][] }
  talk?: DemoComment[]
}
export type DemoQuestion = { questionId: string; answers: [DemoPerson, string][]; talk?: DemoComment[] }
/** Who marked a paragraph as unclear. */
export type DemoUnclear = { paragraph: string; by: DemoPerson[] }
/** What was written down in the meeting. */
export type DemoLine = { kind?: LineKind; text: string }
export type DemoChapter = { slug: string; notes: DemoNote[]; questions: DemoQuestion[]; unclear?: DemoUnclear[]; minutes: DemoLine[] }
