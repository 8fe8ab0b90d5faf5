'use client'

import type { ReactNode } from 'react'
import { useNow } from '#client/clock.ts'
import { useLive } from '#client/live.ts'
import { type LivePlaceProps, LivePlaceProvider, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { AllMinutes } from '#components/live-meeting/minutes.tsx'
import { AgendaList, type PlannedChapters } from '#components/meetings/agenda-list.tsx'
import { GuestSlips } from '#components/meetings/guest-slips.tsx'
import { EARLY, MeetingMasthead, MeetingTools } from '#components/meetings/meeting-masthead.tsx'
import { OnPaper } from '#components/meetings/on-paper.tsx'
import { PresentButton, PresentList, WasThere } from '#components/meetings/present-list.tsx'
import { RsvpButtons } from '#components/meetings/rsvp-buttons.tsx'
import { StoredAgenda } from '#components/meetings/stored-agenda.tsx'
import { SummarySection } from '#components/meetings/summary-section.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { Around } from '#domain/live-meeting/summary.ts'
import { isOver } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'

type MeetingViewProps = {
  place: Omit<LivePlaceProps, 'children' | 'chapters'>
  /** Null when its chapters have left the guide. */
  planned: PlannedChapters | null
  /** The meeting after it, if one is planned, and what the group settled in this one. */
  around: Around
  now: string
  /** Whether our paper has the letters of its chapter. */
  printable: boolean
  /** What the server said to a form of this page that was sent without scripts. */
  reply: FormReply | null
}

/** One study session: what it will be, or what came of it. */
export function MeetingView({ place, ...rest }: MeetingViewProps) {
  return (
    <LivePlaceProvider {...place} chapters={[]}>
      <Screen {...rest} />
    </LivePlaceProvider>
  )
}

function Screen({ planned, around, now: atRender, printable, reply }: Omit<MeetingViewProps, 'place'>) {
  const { groupId, meeting, may } = useLivePlace()
  useLive(groupId)
  const now = useNow(atRender)
  const parts = { planned, now }
  const steers = may({ type: 'closed' })
  const takesPlace = meeting.status === 'SCHEDULED'
  const over = isOver(meeting, now)
  return (
    <>
      <MeetingMasthead groupId={groupId} meeting={meeting} steers={steers} {...parts} />
      {takesPlace && !over && <Coming now={now} reply={reply} />}
      <MeetingTools groupId={groupId} meeting={meeting} now={now} steers={steers} />
      {printable && <OnPaper groupId={groupId} meetingId={meeting.id} />}
      {takesPlace && over ? <Past {...parts} around={around} reply={reply} /> : <ToCome {...parts} />}
    </>
  )
}

type PartProps = { planned: PlannedChapters | null; now: number }

/** What most members come for: to say whether they will come, or that they are there. */
function Coming({ now, reply }: { now: number; reply: FormReply | null }) {
  const { groupId, meeting } = useLivePlace()
  const begins = Date.parse(meeting.startsAt)
  return (
    <div className="measure mt-6 space-y-4">
      {now >= begins - EARLY && <PresentButton groupId={groupId} meeting={meeting} reply={reply} />}
      {now < begins && <RsvpButtons groupId={groupId} meeting={meeting} reply={reply} />}
    </div>
  )
}

/** Made for a phone in the hand: the agenda, who is here, the minutes. */
function ToCome(parts: PartProps) {
  const { groupId, meeting } = useLivePlace()
  return (
    <>
      <nav
        aria-label="On this page"
        className="no-print sticky top-0 z-10 -mx-4 mt-6 flex gap-2 border-line border-y bg-paper px-4 lg:hidden"
      >
        {['Agenda', 'People', 'Minutes'].map((name) => (
          <a key={name} href={`#${name.toLowerCase()}`} className="flex flex-1 items-center justify-center font-medium text-accent target">
            {name}
          </a>
        ))}
      </nav>
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Section id="agenda" title="Agenda">
          <PlannedAgenda {...parts} />
        </Section>
        <div className="space-y-10">
          <Section id="people" title="People">
            {meeting.status === 'SCHEDULED' ? (
              <PresentList groupId={groupId} meeting={meeting} />
            ) : (
              <Notice>Nobody needs to come: it was cancelled.</Notice>
            )}
          </Section>
          <Section id="minutes" title={m.minutes()}>
            <AllMinutes />
          </Section>
        </div>
      </div>
    </>
  )
}

/** What came of it: the summary first, then who was there and the minutes. Nothing here asks to be filled in. */
function Past({ around, reply, ...parts }: PartProps & { around: Around; reply: FormReply | null }) {
  const { groupId, meeting, run } = useLivePlace()
  return (
    <div className="measure mt-8 space-y-10">
      <Section id="summary" title={m.summary()}>
        <SummarySection around={around} />
      </Section>
      <Section id="people" title={m.wasThere()}>
        <WasThere groupId={groupId} meeting={meeting} run={run} />
        <GuestSlips reply={reply} />
      </Section>
      <Section id="minutes" title={m.minutes()}>
        <AllMinutes />
      </Section>
      <Fold title={m.agendaHeld()}>
        <PlannedAgenda {...parts} />
      </Fold>
    </div>
  )
}

function PlannedAgenda({ planned, now }: PartProps) {
  const { groupId, meeting, run } = useLivePlace()
  const groupBase = `/groups/${groupId}`
  if (run.items.length > 0) return <StoredAgenda meeting={meeting} items={run.items} groupBase={groupBase} />
  if (planned) return <AgendaList meeting={meeting} planned={planned} groupBase={groupBase} now={now} />
  return <Notice>This chapter is no longer part of the guide, so there is no agenda. The minutes are still here.</Notice>
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-14 lg:scroll-mt-4">
      <h2 id={`${id}-title`} className="mb-3">
        {title}
      </h2>
      {children}
    </section>
  )
}
