import type { MeetingEvent } from '#domain/live-meeting/action.ts'

/** Who was heard in a meeting: had the floor, read aloud, answered when everybody was asked, or wrote a line of the minutes. */
export function voicesOf(events: readonly MeetingEvent[]): Set<string> {
  const speakers = new Map(
    events.flatMap(({ action }) => (action.type === 'turn-asked' ? [[action.turnId, action.speakerId] as const] : [])),
  )
  return new Set(
    events.flatMap(({ action, actorId }) => {
      switch (action.type) {
        case 'turn-opened':
          return speakers.get(action.turnId) ?? []
        case 'line-written':
          return action.byId ?? actorId ?? []
        case 'gathering-shown':
          return action.personId
        case 'reading-opened':
          return action.parts.map(({ readerId }) => readerId)
        default:
          return []
      }
    }),
  )
}
