'use client'

import { useMemo } from 'react'
import { useFeed, useLiveMeeting } from '#client/live-meeting.ts'
import { useMeeting } from '#client/meetings.ts'
import { BeforeStart } from '#components/live-meeting/before-start.tsx'
import { CurrentItem } from '#components/live-meeting/current-item.tsx'
import { LiveHead } from '#components/live-meeting/live-head.tsx'
import { type LiveChapter, LivePlaceProvider } from '#components/live-meeting/live-place.tsx'
import { Minutes } from '#components/live-meeting/minutes.tsx'
import { Roles } from '#components/live-meeting/roles.tsx'
import { RunAgenda } from '#components/live-meeting/run-agenda.tsx'
import { SoFar } from '#components/live-meeting/so-far.tsx'
import { Speakers } from '#components/live-meeting/speakers.tsx'
import { SteerBar } from '#components/live-meeting/steer-bar.tsx'
import { useServerNow } from '#components/live-meeting/use-server-now.ts'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Role } from '#domain/group.ts'
import type { RunItem } from '#domain/live-meeting/action.ts'
import type { HeldRoles } from '#domain/live-meeting/role-wheel.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Meeting } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'

type LiveMeetingProps = {
  groupId: string
  meeting: Meeting
  viewer: { userId: string; role: Role }
  chapter: LiveChapter | null
  /** As the page was made: the meeting's events so far, and the server's clock in milliseconds since 1970. */
  initial: { run: MeetingRun; now: number }
  /** The agenda that is proposed while none is stored. */
  proposedItems: RunItem[]
  proposedRoles: HeldRoles
}

/** A study session while it takes place: one screen for a phone in one hand, a laptop and a projector. */
export function LiveMeeting({ groupId, meeting: loaded, viewer, chapter, initial, proposedItems, proposedRoles }: LiveMeetingProps) {
  const meeting = useMeeting(groupId, loaded)
  const feed = useLiveMeeting({ groupId, meetingId: meeting.id, viewerId: viewer.userId }, initial)
  const state = useFeed(feed)
  const now = useServerNow(feed, initial.now)
  const place = useMemo(() => ({ groupId, meeting, chapter, viewer, feed, state }), [groupId, meeting, chapter, viewer, feed, state])
  const { run, message } = state
  const current = run.items.find(({ id }) => id === run.currentId)
  return (
    <LivePlaceProvider value={place}>
      <LiveHead now={now} />
      {message && (
        <div className="mt-4">
          <Notice tone="error">{message}</Notice>
        </div>
      )}
      {run.phase === 'RUNNING' && current ? (
        // On a phone the speakers come right after the item; on a wide screen they stand beside it all.
        <div className="mt-6 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_auto_1fr]">
          <div>
            <CurrentItem item={current} />
            <SteerBar />
          </div>
          <div className="space-y-8 lg:col-start-2 lg:row-span-3 lg:row-start-1">
            <Speakers />
            <SoFar />
            <Fold title={m.whoDoesWhat()}>
              <Roles proposed={proposedRoles} />
            </Fold>
          </div>
          <Minutes />
          <RunAgenda />
        </div>
      ) : (
        <BeforeStart proposedItems={proposedItems} proposedRoles={proposedRoles} />
      )}
    </LivePlaceProvider>
  )
}
