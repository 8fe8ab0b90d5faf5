import { comes } from '#domain/comes.ts'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import type { Meeting } from '#domain/meeting.ts'

/** The ids of those who are there or said that they come; while they are fewer than the roles, of all who did not say that they stay away. */
export function whoComes({ attendances }: Pick<Meeting, 'attendances'>): string[] {
  const said = attendances.filter(({ present, rsvp }) => present || comes(rsvp))
  const known = said.some(({ present }) => present) || said.length >= MeetingRole.options.length
  return (known ? said : attendances.filter(({ rsvp }) => rsvp !== 'NO')).map(({ member }) => member.id)
}
