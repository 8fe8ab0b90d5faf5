import type { Rsvp } from '#domain/meeting.ts'

export const RSVPS: Rsvp[] = ['YES', 'MAYBE', 'NO']

/** How answers are called: on the button, about somebody else, about oneself. */
export const RSVP_WORDS: Record<Rsvp, { button: string; theirs: string; mine: string }> = {
  YES: { button: 'I will come', theirs: 'coming', mine: 'You said you will come' },
  MAYBE: { button: 'Maybe', theirs: 'maybe', mine: 'You said maybe' },
  NO: { button: 'I cannot', theirs: 'not coming', mine: 'You said you cannot come' },
}
