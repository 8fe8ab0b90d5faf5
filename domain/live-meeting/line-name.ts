import type { LineKind } from '#domain/live-meeting/action.ts'
import * as m from '#messages/live-meeting.ts'

/** What each kind of line is called. */
export const LINE_NAME: Record<LineKind, () => string> = {
  NOTE: m.lineNote,
  AGREED: m.lineAgreed,
  OPEN: m.lineOpen,
  DISSENT: m.lineDissent,
  DECISION: m.lineDecision,
  ACTION: m.lineAction,
}
