import { Fold } from '#components/ui/fold.tsx'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import { ROLE_NAME } from '#domain/live-meeting/role-name.ts'
import * as m from '#messages/role-cards.ts'

const CARD: Record<MeetingRole, (() => string)[]> = {
  FACILITATOR: [m.facilitator1, m.facilitator2, m.facilitator3, m.facilitator4, m.facilitator5],
  NOTE_TAKER: [m.noteTaker1, m.noteTaker2, m.noteTaker3, m.noteTaker4, m.noteTaker5],
  TIMEKEEPER: [m.timekeeper1, m.timekeeper2, m.timekeeper3, m.timekeeper4, m.timekeeper5],
  FIRST_READER: [m.firstReader1, m.firstReader2, m.firstReader3, m.firstReader4, m.firstReader5],
}

/** What each role does, in five lines; open for those that are the viewer’s. */
export function RoleCards({ held }: { held: MeetingRole[] }) {
  return (
    <>
      {MeetingRole.options.map((role) => (
        <Fold key={role} title={ROLE_NAME[role]()} open={held.includes(role)}>
          <ol className="list-decimal space-y-1 ps-5 pb-2 text-sm">
            {CARD[role].map((line) => (
              <li key={line()}>{line()}</li>
            ))}
          </ol>
        </Fold>
      ))}
    </>
  )
}
