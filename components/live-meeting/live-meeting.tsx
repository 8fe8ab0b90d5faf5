'use client'

import { useOfflinePage } from '#client/live-meeting.ts'
import { BeforeStart } from '#components/live-meeting/before-start.tsx'
import { CurrentItem } from '#components/live-meeting/current-item.tsx'
import { Gathering, useShowWhenRevealed } from '#components/live-meeting/gathering.tsx'
import { HandOver } from '#components/live-meeting/hand-over.tsx'
import { LiveHead } from '#components/live-meeting/live-head.tsx'
import { type LivePlaceProps, LivePlaceProvider, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Minutes } from '#components/live-meeting/minutes.tsx'
import { ProjectorScreen } from '#components/live-meeting/projector-screen.tsx'
import { ReadingAloud } from '#components/live-meeting/reading-aloud.tsx'
import { Roles } from '#components/live-meeting/roles.tsx'
import { RunAgenda } from '#components/live-meeting/run-agenda.tsx'
import { SayPresent } from '#components/live-meeting/say-present.tsx'
import { SoFar } from '#components/live-meeting/so-far.tsx'
import { Speakers } from '#components/live-meeting/speakers.tsx'
import { SteerBar } from '#components/live-meeting/steer-bar.tsx'
import { Tools } from '#components/live-meeting/tools.tsx'
import { useServerNow } from '#components/live-meeting/use-server-now.ts'
import { WhoWrites } from '#components/live-meeting/who-writes.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import type { HandedOver, Turns } from '#domain/live-meeting/role-wheel.ts'
import * as m from '#messages/live-meeting.ts'

type LiveMeetingProps = Omit<LivePlaceProps, 'children'> & {
  /** The agenda that is proposed while none is stored. */
  proposedItems: RunItem[]
  /** So many minutes it is for. */
  budget: number
  turns: Turns
  handedOver: HandedOver
  /** To be read from the far end of a room: nothing to press, and large. */
  projector: boolean
}

/** A study session while it takes place: one screen for a phone in one hand, a laptop and a projector. */
export function LiveMeeting({ proposedItems, budget, turns, handedOver, projector, ...place }: LiveMeetingProps) {
  return (
    <LivePlaceProvider {...place}>
      <Screen {...{ proposedItems, budget, turns, handedOver, projector }} openedAt={place.initial.now} />
    </LivePlaceProvider>
  )
}

type ScreenProps = Pick<LiveMeetingProps, 'proposedItems' | 'budget' | 'turns' | 'handedOver' | 'projector'> & { openedAt: number }

function Screen({ proposedItems, budget, turns, handedOver, projector, openedAt }: ScreenProps) {
  const { feed, state, viewer, meeting } = useLivePlace()
  useShowWhenRevealed()
  useOfflinePage(feed, viewer.accountId, meeting.id)
  const now = useServerNow(feed, openedAt)
  const { run, message } = state
  const takesNotes = run.roles.NOTE_TAKER === viewer.userId
  const current = run.items.find(({ id }) => id === run.currentId)
  if (projector && run.phase === 'RUNNING' && current) return <ProjectorScreen item={current} now={now} />
  return (
    <>
      <LiveHead now={now} />
      {message && (
        <div className="mt-4">
          <Notice tone="error">{message}</Notice>
        </div>
      )}
      {run.phase === 'RUNNING' && current ? (
        // On a phone the speakers come right after the item, or the minutes for whoever takes them; on a wide screen the speakers stand beside it all.
        <div className="mt-6 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_auto_1fr]">
          <div>
            <SayPresent />
            <CurrentItem item={current} />
            <SteerBar />
            <ReadingAloud />
            <Gathering now={now} />
          </div>
          {takesNotes && <Minutes key="minutes" />}
          <div key="beside" className="space-y-8 lg:col-start-2 lg:row-span-3 lg:row-start-1">
            <Speakers />
            <SoFar />
            <WhoWrites />
            <Tools />
            <Fold title={m.whoDoesWhat()}>
              <Roles turns={turns} handedOver={handedOver} />
              <HandOver />
            </Fold>
          </div>
          {!takesNotes && <Minutes key="minutes" />}
          <RunAgenda key="agenda" />
        </div>
      ) : (
        <BeforeStart proposedItems={proposedItems} budget={budget} turns={turns} handedOver={handedOver} />
      )}
    </>
  )
}
