'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { HandOver } from '#components/live-meeting/hand-over.tsx'
import { ItemLinks } from '#components/live-meeting/item-links.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { AllMinutes } from '#components/live-meeting/minutes.tsx'
import { Roles } from '#components/live-meeting/roles.tsx'
import { RunAgenda } from '#components/live-meeting/run-agenda.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { BUDGETS } from '#domain/agenda-budgets.ts'
import type { RunItem } from '#domain/live-meeting/action.ts'
import type { HandedOver, Turns } from '#domain/live-meeting/role-wheel.ts'
import * as m from '#messages/live-meeting.ts'
import * as talk from '#messages/live-talk.ts'

type BeforeStartProps = { proposedItems: RunItem[]; budget: number; turns: Turns; handedOver: HandedOver }

/** A session that does not run: what it will be, or what it was. */
export function BeforeStart({ proposedItems, budget, turns, handedOver }: BeforeStartProps) {
  const { groupId, meeting, run, act, may } = useLivePlace()
  const steers = may({ type: 'started' })
  const isPlanned = run.items.length > 0
  if (run.phase === 'CLOSED')
    return (
      <div className="measure mt-6 space-y-6">
        <h1>{m.sessionIsOver()}</h1>
        <p className="text-muted">{m.overLead()}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink variant="primary" href={`/groups/${groupId}/meetings/${meeting.id}` as Route}>
            {m.toRecord()}
          </ButtonLink>
          {steers && (
            <Button variant="plain" onClick={() => act({ type: 'reopened' })}>
              Go on with it
            </Button>
          )}
        </div>
        <HandOver />
        <AllMinutes />
      </div>
    )
  const start = () => act(...(isPlanned ? [] : [{ type: 'agenda-set', items: proposedItems } as const]), { type: 'started' })
  return (
    <div className="mt-6 grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="space-y-6">
        <div>
          <h1>{meeting.chapterTitle}</h1>
          <p className="mt-2 text-muted">{steers ? m.notBegunLead() : m.notBegun()}</p>
        </div>
        {steers && (
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" onClick={start}>
              Start now
            </Button>
            {!isPlanned && <Button onClick={() => act({ type: 'agenda-set', items: proposedItems })}>{m.keepAgenda()}</Button>}
          </div>
        )}
        {isPlanned ? <RunAgenda /> : <Proposal items={proposedItems} budget={budget} />}
      </div>
      <section aria-labelledby="roles">
        <h2 id="roles" className="mb-2">
          {m.whoDoesWhat()}
        </h2>
        <Roles turns={turns} handedOver={handedOver} />
      </section>
    </div>
  )
}

function Proposal({ items, budget }: { items: RunItem[]; budget: number }) {
  const { groupId, meeting } = useLivePlace()
  return (
    <section aria-labelledby="proposal">
      <h2 id="proposal" className="mb-2">
        Proposed agenda
      </h2>
      <p className="mb-2 flex flex-wrap items-center gap-x-3">
        <span>{talk.budget()}</span>
        {BUDGETS.map((minutes) => (
          <Link
            key={minutes}
            href={`?minutes=${minutes}` as Route}
            replace
            scroll={false}
            prefetch={false}
            aria-current={minutes === budget ? 'true' : undefined}
            className="inline-flex items-center justify-center target link aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {m.minutesGiven({ minutes })}
          </Link>
        ))}
      </p>
      <ol className="divide-y divide-line border-line border-y">
        {items.map((item) => (
          <li key={item.id} dir="auto" className="flex gap-3 py-2">
            <span className="min-w-0 flex-1 whitespace-pre-line wrap-anywhere">
              {item.title}
              <span className="flex flex-wrap gap-x-4 text-sm empty:hidden">
                <ItemLinks item={item} groupBase={`/groups/${groupId}`} chapter={meeting.chapter} />
              </span>
            </span>
            <span className="shrink-0 text-muted text-sm">{item.minutes} min</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
