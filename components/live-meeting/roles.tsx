'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'
import type { HeldRoles } from '#domain/live-meeting/role-wheel.ts'
import * as m from '#messages/live-meeting.ts'

const ROLES: Record<MeetingRole, { name: string; does: () => string }> = {
  FACILITATOR: { name: 'Facilitator', does: m.facilitatorDoes },
  NOTE_TAKER: { name: 'Note-taker', does: m.noteTakerDoes },
  TIMEKEEPER: { name: 'Timekeeper', does: m.timekeeperDoes },
  FIRST_READER: { name: 'First reader', does: m.firstReaderDoes },
}

/** Who does what today. One tap takes the proposal; anybody can be chosen instead. */
export function Roles({ proposed }: { proposed: HeldRoles }) {
  const { meeting, run, act, may, nameOf } = useLivePlace()
  const steers = may({ type: 'closed' })
  const open = MeetingRole.options.filter((role) => run.roles[role] === undefined && proposed[role] !== undefined)
  const giveAll = () => act(...open.map((role) => ({ type: 'role-given', role, holderId: proposed[role] ?? null }) as const))
  const people = peopleOf(meeting, run)
  return (
    <div>
      <dl className="space-y-3">
        {MeetingRole.options.map((role) => (
          <div key={role}>
            <dt className="font-medium">{ROLES[role].name}</dt>
            <dd>
              {steers ? (
                <select
                  aria-label={ROLES[role].name}
                  value={run.roles[role] ?? ''}
                  onChange={({ target }) => act({ type: 'role-given', role, holderId: target.value || null })}
                  className="block w-full rounded-md border border-line bg-raised px-2 target"
                >
                  <option value="">Nobody yet</option>
                  {people.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                      {proposed[role] === id && ' (their turn)'}
                    </option>
                  ))}
                </select>
              ) : (
                <span>{run.roles[role] ? nameOf(run.roles[role]) : <span className="text-muted">nobody yet</span>}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {steers && open.length > 0 && (
        <Button className="mt-3" onClick={giveAll}>
          {m.shareRoles()}
        </Button>
      )}
      <div className="mt-2">
        <Fold title={m.whatRolesDo()}>
          <ul className="list-disc space-y-1 ps-5 text-sm">
            {MeetingRole.options.map((role) => (
              <li key={role}>
                <strong>{ROLES[role].name}.</strong> {ROLES[role].does()}
              </li>
            ))}
          </ul>
        </Fold>
      </div>
    </div>
  )
}
