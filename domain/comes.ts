import type { Rsvp } from '#domain/meeting.ts'

/*
 * Apart from the types of meetings, which check input and so weigh as much as a library: every page of a group looks for the session that
 * is running.
 */

/** Whether somebody who answered so comes, in the room or from afar. */
export const comes = (rsvp: Rsvp | null): boolean => rsvp === 'YES' || rsvp === 'LATE' || rsvp === 'REMOTE'
