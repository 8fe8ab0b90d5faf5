'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { AgendaEditor } from '#components/live-meeting/agenda-editor.tsx'
import { asMinutes } from '#components/live-meeting/duration.ts'
import { ItemLinks } from '#components/live-meeting/item-links.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { UsualAgenda } from '#components/live-meeting/usual-agenda.tsx'
import { Button } from '#components/ui/button.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import { agendaMinutes } from '#domain/live-meeting/clock.ts'
import * as m from '#messages/live-meeting.ts'

/** The whole agenda: what was, what is and what comes; whoever steers opens any item and changes the list. */
export function RunAgenda() {
  const { run, may } = useLivePlace()
  const [editing, setEditing] = useState(false)
  const steers = may({ type: 'closed' })
  return (
    <section aria-labelledby="agenda">
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2 id="agenda">Agenda</h2>
        {steers && run.phase !== 'CLOSED' && (
          <Button variant="plain" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? 'Done' : 'Edit'}
          </Button>
        )}
      </div>
      {editing ? (
        <AgendaEditor />
      ) : (
        <ol className="divide-y divide-line border-line border-y">
          {run.items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ol>
      )}
      <AddsUp />
      {editing && <UsualAgenda />}
    </section>
  )
}

/** Whether the agenda fits the session, said only when it does not. */
export function AddsUp() {
  const { run, meeting } = useLivePlace()
  const difference = agendaMinutes(run) - meeting.minutes
  if (difference === 0 || run.items.length === 0) return null
  return (
    <p className="mt-2 text-sm" role="status">
      {difference > 0
        ? m.agendaTooLong({ minutes: agendaMinutes(run), over: difference })
        : m.agendaShort({ minutes: agendaMinutes(run), free: -difference })}
    </p>
  )
}

function Item({ item }: { item: RunItem }) {
  const { groupId, meeting, run, act, may, nameOf } = useLivePlace()
  const isNow = item.id === run.currentId && run.phase === 'RUNNING'
  const spent = run.spent[item.id]
  const open = { type: 'item-opened', itemId: item.id } as const
  return (
    <li
      aria-current={isNow ? 'step' : undefined}
      className="flex items-center gap-3 py-2 aria-[current=step]:border-s-4 aria-[current=step]:border-s-accent aria-[current=step]:ps-3"
    >
      <span dir="auto" className="min-w-0 flex-1 whitespace-pre-line wrap-anywhere">
        {item.title}
        <span className="block text-muted text-sm">
          {isNow && <span className="font-semibold text-accent">Now · </span>}
          {spent !== undefined && !isNow
            ? m.minutesTaken({ minutes: item.minutes, taken: asMinutes(spent) })
            : m.minutesGiven({ minutes: item.minutes })}
          {item.ownerId && ` · ${nameOf(item.ownerId)}`}
        </span>
        <span className="no-print flex flex-wrap gap-x-4 text-sm empty:hidden">
          <ItemLinks item={item} groupBase={`/groups/${groupId}`} chapter={meeting.chapter} />
        </span>
      </span>
      {spent !== undefined && !isNow && <Check aria-label="done" size={18} className="shrink-0 text-muted" />}
      {run.phase === 'RUNNING' && !isNow && may(open) && (
        <Button size="small" variant="plain" aria-label={m.goToItem({ title: item.title.slice(0, 60) })} onClick={() => act(open)}>
          Go to
        </Button>
      )}
    </li>
  )
}
