import { MeetingRole } from '#domain/live-meeting/action.ts'

/** Who held which role in a meeting. */
export type HeldRoles = Partial<Record<MeetingRole, string>>

/** What the last holder of each role left for the next, with their name and the day of the meeting in its own zone. */
export type HandedOver = Partial<Record<MeetingRole, { text: string; by: string; date: string }>>

/**
 * Proposes who does what: for each role whoever comes and has held it least often, of those whoever has held the fewest roles
 * altogether, of those whoever held one longest ago, of those the first in the list. Nobody gets two while others have none.
 * @param coming ids of those who come, in a stable order
 * @param held the roles of the meetings before, latest first
 */
export function proposeRoles(coming: readonly string[], held: readonly HeldRoles[]): HeldRoles {
  const proposed: HeldRoles = {}
  const meetings = held.map((roles) => new Set(Object.values(roles)))
  const timesIn = (role: MeetingRole, id: string) => held.filter((roles) => roles[role] === id).length
  const times = (id: string) => held.reduce((sum, roles) => sum + Object.values(roles).filter((holder) => holder === id).length, 0)
  /** How many meetings ago; larger for those who never held any. */
  const ago = (id: string) => (meetings.findIndex((holders) => holders.has(id)) + meetings.length + 1) % (meetings.length + 1)
  for (const role of MeetingRole.options) {
    const taken = Object.values(proposed)
    const free = coming.filter((id) => !taken.includes(id))
    const [first] = (free.length > 0 ? free : [...coming]).toSorted(
      (a, b) => timesIn(role, a) - timesIn(role, b) || times(a) - times(b) || ago(b) - ago(a),
    )
    if (first !== undefined) proposed[role] = first
  }
  return proposed
}
