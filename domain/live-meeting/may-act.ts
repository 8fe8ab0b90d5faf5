import type { Role } from '#domain/group.ts'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import { mayChangeLine, maySteerMeeting } from '#domain/permissions.ts'

/** A member who acts in a meeting. */
export type Actor = { userId: string; role: Role }

/** Whether a member may do something as the meeting stands now. */
export function mayAct(run: MeetingRun, { userId, role }: Actor, action: MeetingAction): boolean {
  const steers = maySteerMeeting({ role, isFacilitator: run.roles.FACILITATOR === userId })
  switch (action.type) {
    case 'turn-asked':
      // Guests have no device of their own: whoever sits beside them asks for them.
      return steers || action.speakerId === userId || action.speakerId in run.guests
    case 'turn-worded':
    case 'turn-withdrawn':
    case 'turn-passed':
    case 'turn-ended': {
      const turn = run.waiting.find(({ id }) => id === action.turnId) ?? run.speaking?.turn
      return steers || turn?.id !== action.turnId || turn.speakerId === userId
    }
    case 'hand-over-written':
      return steers || run.roles[action.role] === userId
    case 'line-written':
    case 'line-settled':
    // A device is handed round: who sent it is kept with it.
    case 'gathering-answered':
    case 'gathering-shown':
      return true
    case 'line-hidden':
    case 'line-brought-back':
    case 'forgotten':
    case 'here-told':
      return false
    case 'line-changed':
    case 'line-removed':
    case 'line-restored': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return (
        !line ||
        mayChangeLine({
          steers,
          takesNotes: run.roles.NOTE_TAKER === userId,
          isCreator: (line.byId ?? line.creatorId) === userId || line.creatorId === userId,
        })
      )
    }
    case 'paragraph-shown':
      return steers || (run.reading?.parts.some(({ readerId }) => readerId === userId) ?? false)
    case 'reading-given':
      return steers || run.reading?.parts[action.part]?.readerId === userId
    case 'reading-left':
      return steers || action.personId === userId
    default:
      return steers
  }
}
