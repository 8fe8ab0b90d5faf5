import type { Rsvp } from '#domain/meeting.ts'
import * as m from '#messages/schedule.ts'

export const RSVPS: Rsvp[] = ['YES', 'LATE', 'REMOTE', 'MAYBE', 'NO']

/** How answers are called: on the button, about somebody else, about oneself. */
export const RSVP_WORDS: Record<Rsvp, { button: string; theirs: string; mine: string }> = {
  YES: { button: 'I will come', theirs: 'coming', mine: 'You said you will come' },
  LATE: { button: m.comeLate(), theirs: m.comingLate(), mine: m.saidLate() },
  REMOTE: { button: m.comeRemote(), theirs: m.comingRemote(), mine: m.saidRemote() },
  MAYBE: { button: 'Maybe', theirs: 'maybe', mine: 'You said maybe' },
  NO: { button: 'I cannot', theirs: 'not coming', mine: 'You said you cannot come' },
}
