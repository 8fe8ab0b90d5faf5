'use client'

import { CalendarPlus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useNow } from '#client/clock.ts'
import { useLive } from '#client/live.ts'
import { meetingCalendarPath } from '#client/meetings.ts'
import { type LivePlaceProps, LivePlaceProvider, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { AllMinutes } from '#components/live-meeting/minutes.tsx'
import { AgendaList, type PlannedChapters } from '#components/meetings/agenda-list.tsx'
import { ChangeMeeting } from '#components/meetings/change-meeting.tsx'
import { MeetingTime, ReaderTime } from '#components/meetings/meeting-time.tsx'
import { OnPaper } from '#components/meetings/on-paper.tsx'
import { PresentButton, PresentList, WasThere } from '#components/meetings/present-list.tsx'
import { RsvpButtons } from '#components/meetings/rsvp-buttons.tsx'
import { StoredAgenda } from '#components/meetings/stored-agenda.tsx'
import { SummarySection } from '#components/meetings/summary-section.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { Around } from '#domain/live-meeting/summary.ts'
import { isOver, type Meeting } from '#domain/meeting.ts'
import { open as openBrief } from '#messages/brief.ts'
import * as m from '#messages/live-meeting.ts'
import * as words from '#messages/schedule.ts'

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

/** How long before it begins people may say that they are there; in milliseconds. */
const EARLY = 30 * 60_000
/** How long after its time it may still be begun; in milliseconds. */
const LATE = 6 * 3_600_000

/** One study session: what it will be, or what came of it. */
export function MeetingView({ place, ...rest }: MeetingViewProps) {
  return (
    <LivePlaceProvider {...place} chapters={[]}>
      <Screen {...rest} />
    </LivePlaceProvider>
  )
}

function Screen({ planned, around, now: atRender, printable, reply }: Omit<MeetingViewProps, 'place'>) {
  const { groupId, meeting } = useLivePlace()
  useLive(groupId)
  const now = useNow(atRender)
  const parts = { planned, now }
  return (
    <>
      <Masthead groupId={groupId} meeting={meeting} {...parts} />
      {printable && <OnPaper groupId={groupId} meetingId={meeting.id} />}
      {isOver(meeting, now) && meeting.status === 'SCHEDULED' ? <Past {...parts} around={around} /> : <ToCome {...parts} reply={reply} />}
    </>
  )
}

type PartProps = { planned: PlannedChapters | null; now: number }

/** Made for a phone in the hand: who comes, the agenda, who is here, the minutes. */
function ToCome({ reply, ...parts }: PartProps & { reply: FormReply | null }) {
  const { groupId, meeting } = useLivePlace()
  const takesPlace = meeting.status === 'SCHEDULED'
  const begins = Date.parse(meeting.startsAt)
  return (
    <>
      {takesPlace && (
        <div className="measure mt-6 space-y-4">
          {parts.now >= begins - EARLY && <PresentButton groupId={groupId} meeting={meeting} reply={reply} />}
          {parts.now < begins && <RsvpButtons groupId={groupId} meeting={meeting} reply={reply} />}
        </div>
      )}
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
            {takesPlace ? <PresentList groupId={groupId} meeting={meeting} /> : <Notice>Nobody needs to come: it was cancelled.</Notice>}
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
function Past({ around, ...parts }: PartProps & { around: Around }) {
  const { groupId, meeting, run } = useLivePlace()
  return (
    <div className="measure mt-8 space-y-10">
      <Section id="summary" title={m.summary()}>
        <SummarySection around={around} />
      </Section>
      <Section id="people" title={m.wasThere()}>
        <WasThere groupId={groupId} meeting={meeting} run={run} />
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

type MastheadProps = PartProps & { groupId: string; meeting: Meeting }

function Masthead({ groupId, meeting, planned, now }: MastheadProps) {
  const live = wayIn(meeting, now)
  const first = planned?.chapters[0]
  return (
    <header>
      <p className="no-print text-sm">
        <Link href={`/groups/${groupId}/meetings` as Route} className="link">
          All study sessions
        </Link>
      </p>
      <p className="label-caps mt-5">Study session{first && first.part === null && ` · Chapter ${first.number}`}</p>
      <h1 className="mt-1" lang={planned?.language}>
        {meeting.chapterTitle}
      </h1>
      {meeting.status === 'CANCELLED' && (
        <p className="mt-3 font-semibold text-danger text-lg">Cancelled: this study session does not take place.</p>
      )}
      <p className={`mt-3 text-lg ${meeting.status === 'CANCELLED' ? 'line-through' : ''}`}>
        <MeetingTime meeting={meeting} />
      </p>
      <ReaderTime meeting={meeting} className="block text-muted" />
      {meeting.place && (
        <p className="wrap-anywhere">
          <Place words={meeting.place} />
        </p>
      )}
      {meeting.moreChapters.length > 0 && (
        <p className="wrap-anywhere">
          {words.alsoRead()}:{' '}
          {meeting.moreChapters.map(({ slug, title }, at) => (
            <span key={slug}>
              {at > 0 && ' · '}
              <Link href={`/groups/${groupId}/${slug}` as Route} className="link">
                {title}
              </Link>
            </span>
          ))}
        </p>
      )}
      <div className="no-print mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        {live && (
          <ButtonLink href={`/groups/${groupId}/meetings/${meeting.id}/live` as Route} variant={live.primary ? 'primary' : 'quiet'}>
            {live.words}
          </ButtonLink>
        )}
        {first && (
          <ButtonLink href={`/groups/${groupId}/${first.slug}` as Route} variant={live?.primary ? 'quiet' : 'primary'}>
            Open the chapter
          </ButtonLink>
        )}
        <a href={meetingCalendarPath(groupId, meeting.id)} className="inline-flex items-center gap-2 target link">
          <CalendarPlus aria-hidden size={18} />
          Add to my calendar
        </a>
        {meeting.can.edit && !isOver(meeting, now) && (
          <Link href={`/groups/${groupId}/meetings/${meeting.id}/brief` as Route} className="inline-flex items-center target link">
            {openBrief()}
          </Link>
        )}
        {meeting.can.edit && <ChangeMeeting groupId={groupId} meeting={meeting} />}
      </div>
    </header>
  )
}

/** The way into the live session, and how loud it is; before the day facilitators prepare there. */
function wayIn(meeting: Meeting, now: number): { words: string; primary: boolean } | null {
  const { status, phase, startsAt, minutes, can } = meeting
  if (status === 'CANCELLED' || phase === 'CLOSED') return null
  if (phase === 'RUNNING') return { words: m.joinSession(), primary: true }
  // It may begin late, but not the day after.
  if (now > Date.parse(startsAt) + minutes * 60_000 + LATE) return null
  if (now >= Date.parse(startsAt) - EARLY) return { words: m.openLive(), primary: true }
  return can.edit ? { words: m.prepareSession(), primary: false } : null
}

/** The address of a call becomes a link; a room stays words. */
function Place({ words }: { words: string }): ReactNode {
  return words.split(/(https?:\/\/\S+)/).map((piece) =>
    /^https?:\/\//.test(piece) ? (
      <a key={piece} href={piece} rel="noreferrer" className="link">
        {piece}
      </a>
    ) : (
      piece
    ),
  )
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
