import { MeetingRole } from '#domain/live-meeting/action.ts'

/** Who held which role in a meeting. */
export type HeldRoles = Partial<Record<MeetingRole, string>>

/** What the last holder of each role left for the next, with their name and the day of the meeting in its own zone. */
export type HandedOver = Partial<Record<MeetingRole, { text: string; by: string; date: string }>>

/** For each role those who come, in the order in which it is their turn. */
export type Turns = Record<MeetingRole, string[]>

/**
 * In which order each role goes round: first whoever has held it least often, of those whoever has held the fewest roles altogether, of those
 * whoever held one longest ago, of those the first in the list.
 * @param coming ids of those who come, in a stable order
 * @param held the roles of the meetings before, latest first
 */
export function turnsOf(coming: readonly string[], held: readonly HeldRoles[]): Turns {
  const meetings = held.map((roles) => new Set(Object.values(roles)))
  const timesIn = (role: MeetingRole, id: string) => held.filter((roles) => roles[role] === id).length
  const times = (id: string) => held.reduce((sum, roles) => sum + Object.values(roles).filter((holder) => holder === id).length, 0)
  /** How many meetings ago; larger for those who never held any. */
  const ago = (id: string) => (meetings.findIndex((holders) => holders.has(id)) + meetings.length + 1) % (meetings.length + 1)
  const inTurn = (role: MeetingRole) =>
    coming.toSorted((a, b) => timesIn(role, a) - timesIn(role, b) || times(a) - times(b) || ago(b) - ago(a))
  return Object.fromEntries(MeetingRole.options.map((role) => [role, inTurn(role)])) as Turns
}

/** Proposes who does what: for each role the first in turn who has none yet. Nobody gets two while others have none. */
export function proposeRoles(turns: Turns): HeldRoles {
  const proposed: HeldRoles = {}
  for (const role of MeetingRole.options) {
    const taken = Object.values(proposed)
    const first = turns[role].find((id) => !taken.includes(id)) ?? turns[role][0]
    if (first !== undefined) proposed[role] = first
  }
  return proposed
}

/**
 * Who does a role instead: the next in turn after its holder who has none; where everybody has one, the next in turn, with whom its holder
 * changes places.
 * @param turns of the role
 * @returns who holds what after it, of the roles that change hands; null where there is nobody else
 */
export function swapRole(roles: HeldRoles, role: MeetingRole, turns: readonly string[]): { nextId: string; change: HeldRoles } | null {
  const holder = roles[role]
  const at = holder === undefined ? -1 : turns.indexOf(holder)
  const others = [...turns.slice(at + 1), ...turns.slice(0, Math.max(at, 0))]
  const roleOf = (id: string) => MeetingRole.options.find((each) => roles[each] === id)
  const nextId = others.find((id) => roleOf(id) === undefined) ?? others[0]
  if (nextId === undefined) return null
  const theirs = roleOf(nextId)
  return { nextId, change: { [role]: nextId, ...(theirs && holder !== undefined && { [theirs]: holder }) } }
}
