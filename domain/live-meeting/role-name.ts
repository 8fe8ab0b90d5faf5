import type { MeetingRole } from '#domain/live-meeting/action.ts'
import * as words from '#messages/summary.ts'

/** What each role of a meeting is called. */
export const ROLE_NAME: Record<MeetingRole, () => string> = {
  FACILITATOR: words.facilitator,
  NOTE_TAKER: words.noteTaker,
  TIMEKEEPER: words.timekeeper,
  FIRST_READER: words.firstReader,
}
