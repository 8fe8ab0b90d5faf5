'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { RoleCards } from '#components/live-meeting/role-cards.tsx'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { dateWords } from '#domain/date-words.ts'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'
import { ROLE_NAME } from '#domain/live-meeting/role-name.ts'
import { type HandedOver, proposeRoles, swapRole, type Turns } from '#domain/live-meeting/role-wheel.ts'
import * as hand from '#messages/hand-over.ts'
import * as m from '#messages/live-meeting.ts'

/**
 * Who does what today, and what the last to do it left for them. One tap takes the proposal, one asks the next in turn instead; anybody can be
 * chosen.
 */
export function Roles({ turns, handedOver }: { turns: Turns; handedOver: HandedOver }) {
  const { meeting, run, act, may, nameOf, viewer } = useLivePlace()
  const steers = may({ type: 'closed' })
  const proposed = proposeRoles(turns)
  const open = MeetingRole.options.filter((role) => run.roles[role] === undefined && proposed[role] !== undefined)
  const giveAll = () => act(...open.map((role) => ({ type: 'role-given', role, holderId: proposed[role] ?? null }) as const))
  const people = peopleOf(meeting, run)
  return (
    <div>
      <dl className="space-y-3">
        {MeetingRole.options.map((role) => (
          <div key={role}>
            <dt className="font-medium">{ROLE_NAME[role]()}</dt>
            <dd>
              {steers ? (
                <div>
                  <select
                    aria-label={ROLE_NAME[role]()}
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
                  <Swap role={role} turns={turns[role]} />
                </div>
              ) : (
                <span>{run.roles[role] ? nameOf(run.roles[role]) : <span className="text-muted">nobody yet</span>}</span>
              )}
              <LeftFor note={handedOver[role]} isForViewer={run.roles[role] === viewer.userId} />
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
          <RoleCards held={MeetingRole.options.filter((role) => run.roles[role] === viewer.userId)} />
        </Fold>
      </div>
    </div>
  )
}

/** Whoever cannot do it today is replaced by one tap. */
function Swap({ role, turns }: { role: MeetingRole; turns: readonly string[] }) {
  const { run, act, nameOf } = useLivePlace()
  const swap = run.roles[role] === undefined ? null : swapRole(run.roles, role, turns)
  if (!swap) return null
  const give = Object.entries(swap.change) as [MeetingRole, string][]
  return (
    <Button
      variant="plain"
      size="small"
      onClick={() => act(...give.map(([each, holderId]) => ({ type: 'role-given', role: each, holderId }) as const))}
    >
      {m.askInstead({ name: nameOf(swap.nextId) })}
    </Button>
  )
}

/** What the last to hold a role would tell the next: in sight for whoever holds it now, one press away for the others. */
function LeftFor({ note, isForViewer }: { note: HandedOver[MeetingRole]; isForViewer: boolean }) {
  if (!note) return null
  return (
    <details open={isForViewer} className="mt-1 text-sm">
      <summary className="w-fit py-2 text-muted">{hand.leftBy({ name: note.by, date: dateWords(note.date, true) })}</summary>
      <p dir="auto" className="whitespace-pre-line wrap-anywhere border-accent border-s-4 py-1 ps-3">
        {note.text}
      </p>
    </details>
  )
}
