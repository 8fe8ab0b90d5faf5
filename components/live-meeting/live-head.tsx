'use client'

import { WifiOff } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { asClock, asMinutes } from '#components/live-meeting/duration.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { meetingClock } from '#domain/live-meeting/clock.ts'
import * as m from '#messages/live-meeting.ts'

/** Less than this is on time; milliseconds. */
const ON_TIME = 90_000

/** What stays in sight all evening: which item it is, how much time it and the session have left, and whether this device is in touch. */
export function LiveHead({ now }: { now: number }) {
  const { groupId, meeting, run, state } = useLivePlace()
  const clock = meetingClock(run, meeting.minutes, now)
  const at = run.items.findIndex(({ id }) => id === run.currentId)
  return (
    <header className="sticky top-0 z-20 -mx-4 border-line border-b bg-paper px-4 py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0 text-sm">
          <Link href={`/groups/${groupId}/meetings/${meeting.id}` as Route} className="link">
            {meeting.chapterTitle}
          </Link>
          {clock && (
            <span className="text-muted">
              {' · '}
              {m.itemOf({ number: at + 1, total: run.items.length })}
            </span>
          )}
        </p>
        {clock && (
          <p className="text-muted text-sm tabular-nums">
            {clock.meetingLeft >= 0
              ? m.sessionLeft({ minutes: asMinutes(clock.meetingLeft) })
              : m.sessionOver({ minutes: asMinutes(clock.meetingLeft) })}
            {' · '}
            {lateness(clock.late)}
          </p>
        )}
      </div>
      {clock && (
        <p
          role="timer"
          aria-label={m.itemTimeLeft()}
          className={`font-semibold text-4xl tabular-nums leading-tight sm:text-5xl ${clock.itemLeft < 0 ? 'text-danger' : ''}`}
        >
          {asClock(clock.itemLeft)}
        </p>
      )}
      <p role="status" className="flex items-center gap-2 text-muted text-sm empty:hidden">
        {!state.connected && (
          <>
            <WifiOff aria-hidden size={16} className="shrink-0" />
            {m.noConnection({ waiting: state.waiting })}
          </>
        )}
      </p>
    </header>
  )
}

function lateness(late: number): string {
  if (Math.abs(late) < ON_TIME) return m.onTime()
  return late > 0 ? m.behind({ minutes: asMinutes(late) }) : m.inHand({ minutes: asMinutes(late) })
}
