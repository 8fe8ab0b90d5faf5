import { LineKind } from '#domain/live-meeting/action.ts'

/** What each kind of line is called. */
export const LINE_WORDS: Record<LineKind, string> = {
  NOTE: 'Note',
  AGREED: 'Agreed',
  OPEN: 'Left open',
  DISSENT: 'Dissent',
  DECISION: 'Decision',
  ACTION: 'To do',
}
export const LINE_KINDS = LineKind.options
