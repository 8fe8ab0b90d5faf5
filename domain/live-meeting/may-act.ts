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
      return steers || action.speakerId === userId
    case 'turn-worded':
    case 'turn-withdrawn':
    case 'turn-passed':
    case 'turn-ended': {
      const turn = run.waiting.find(({ id }) => id === action.turnId) ?? run.speaking?.turn
      return steers || turn?.id !== action.turnId || turn.speakerId === userId
    }
    case 'line-written':
      return true
    case 'line-changed':
    case 'line-removed':
    case 'line-restored': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return !line || mayChangeLine({ steers, takesNotes: run.roles.NOTE_TAKER === userId, isCreator: line.creatorId === userId })
    }
    default:
      return steers
  }
}
