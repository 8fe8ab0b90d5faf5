import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Meeting } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'

type People = Pick<Meeting, 'attendances'>

/** What a person is called in a meeting: a member, also one who has left since, or a guest. */
export function nameOf({ attendances }: People, { guests }: Pick<MeetingRun, 'guests'>, id: string | null): string {
  if (id === null) return m.formerMember()
  return guests[id] ?? attendances.find(({ member }) => member.id === id)?.member.name ?? m.formerMember()
}

/** Everybody who can be named in the meeting: those who are there first, then the other members, then guests. */
export function peopleOf({ attendances }: People, { guests }: Pick<MeetingRun, 'guests'>): { id: string; name: string }[] {
  const members = [...attendances].sort((a, b) => Number(b.present) - Number(a.present))
  return [
    ...members.map(({ member }) => ({ id: member.id, name: member.name })),
    ...Object.entries(guests).map(([id, name]) => ({ id, name })),
  ]
}

/** The names of those who were there, guests too. */
export const namesPresent = ({ attendances }: People, { guests }: Pick<MeetingRun, 'guests'>): string[] => [
  ...attendances.filter(({ present }) => present).map(({ member }) => member.name),
  ...Object.values(guests),
]
