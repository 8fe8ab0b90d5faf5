import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Attendance, Meeting } from '#domain/meeting.ts'
import { lookOf } from '#domain/namesakes.ts'
import * as m from '#messages/live-meeting.ts'
import * as members from '#messages/namesakes.ts'

type People = Pick<Meeting, 'attendances'>
type Guests = Pick<MeetingRun, 'guests'>

/** What a member is called in a meeting: with when they joined, where another one has their name. */
export const memberName = ({ member, joined }: Pick<Attendance, 'member' | 'joined'>): string =>
  joined === null ? member.name : members.namesake({ name: member.name, on: joined })

/** A guest, told from a member of the same name. */
const guestName = ({ attendances }: People, name: string): string =>
  attendances.some(({ member }) => lookOf(member.name) === lookOf(name)) ? m.guestNamed({ name }) : name

/** What a person is called in a meeting: a member, also one who has left since, or a guest. */
export function nameOf(meeting: People, { guests }: Guests, id: string | null): string {
  const found = meeting.attendances.find(({ member }) => member.id === id)
  if (found) return memberName(found)
  const guest = id === null ? undefined : guests[id]
  return guest === undefined ? m.formerMember() : guestName(meeting, guest)
}

/** Those who came for this meeting alone. Who has become a member since is none, also while a device does not know it yet. */
export const guestsOf = (meeting: People, { guests }: Guests): { id: string; name: string }[] =>
  Object.entries(guests)
    .filter(([id]) => meeting.attendances.every(({ member }) => member.id !== id))
    .map(([id, name]) => ({ id, name: guestName(meeting, name) }))

/** Everybody who can be named in the meeting: those who are there first, then the other members, then guests. */
export function peopleOf(meeting: People, run: Guests): { id: string; name: string }[] {
  const members = [...meeting.attendances].sort((a, b) => Number(b.present) - Number(a.present))
  return [...members.map((row) => ({ id: row.member.id, name: memberName(row) })), ...guestsOf(meeting, run)]
}

/** The names of those who were there, guests too. */
export const namesPresent = (meeting: People, run: Guests): string[] => [
  ...meeting.attendances.filter(({ present }) => present).map(memberName),
  ...guestsOf(meeting, run).map(({ name }) => name),
]

/** How often and how long each had the floor, in words: members in their order, then guests and who has left. Empty unless the group keeps it. */
export function floorWords(meeting: People, run: Pick<MeetingRun, 'guests' | 'spoken'>): string {
  const order = peopleOf(meeting, run).map(({ id }) => id)
  const others = Object.keys(run.spoken).filter((id) => !order.includes(id))
  const each = [...order, ...others].flatMap((id) => {
    const had = run.spoken[id]
    if (!had) return []
    const spoken = m.spokeFor({ turns: had.turns, minutes: Math.round(had.time / 60_000) })
    return m.floorOf({ name: nameOf(meeting, run, id), spoken })
  })
  return each.length === 0 ? '' : m.hadFloor({ each: each.join('; ') })
}

/** Who steered a meeting that runs, had the floor or wrote a line in it: nobody has to say besides that they are there. */
export function heardIn({ phase, startedAt, steered, spoken, speaking, lines }: MeetingRun): Set<string> {
  if (phase !== 'RUNNING') return new Set()
  const wrote = lines.filter(({ at }) => at >= (startedAt ?? 0)).flatMap(({ byId, creatorId }) => byId ?? creatorId ?? [])
  return new Set([...steered, ...Object.keys(spoken), ...(speaking ? [speaking.turn.speakerId] : []), ...wrote])
}

/** The meeting with those ticked who were heard in it. Nobody can untick them while it runs. */
export function withHeard<Shape extends People>(meeting: Shape, run: MeetingRun): Shape {
  const heard = heardIn(run)
  const tick = (row: Attendance) => (row.present || !heard.has(row.member.id) ? row : { ...row, present: true, can: { mark: false } })
  return { ...meeting, attendances: meeting.attendances.map(tick) }
}
