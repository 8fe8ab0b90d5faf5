'use client'

import { CalendarPlus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useNow } from '#client/clock.ts'
import { useLive } from '#client/live.ts'
import { groupCalendarPath, useMeetings } from '#client/meetings.ts'
import { MeetingTime, ReaderTime } from '#components/meetings/meeting-time.tsx'
import { RearrangeButton } from '#components/meetings/rearrange-button.tsx'
import type { ChapterChoice } from '#components/meetings/rearrange-form.tsx'
import { RSVP_WORDS } from '#components/meetings/rsvp-words.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isOver, type MeetingItem } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'
import { open as openRecord } from '#messages/record.ts'
import { subscribe } from '#messages/schedule.ts'

type ListProps = { groupId: string; initial: MeetingItem[]; canPlan: boolean; chapters: ChapterChoice[]; now: string }

/** The study sessions of a group: the next one first, then the others to come, those over folded away. */
export function MeetingList({ groupId, initial, canPlan, chapters, now: atRender }: ListProps) {
  useLive(groupId)
  const meetings = useMeetings(groupId, initial)
  const now = useNow(atRender)
  const coming = meetings.filter((meeting) => !isOver(meeting, now))
  const over = meetings.filter((meeting) => isOver(meeting, now)).reverse()
  const next = coming.find(({ status }) => status === 'SCHEDULED')
  const later = coming.filter((meeting) => meeting !== next)
  const plan = canPlan && (
    <ButtonLink href={`/groups/${groupId}/meetings/plan` as Route} variant={meetings.length === 0 ? 'primary' : 'quiet'}>
      Plan the weeks
    </ButtonLink>
  )
  if (meetings.length === 0) return <NothingPlanned plan={plan} />
  return (
    <>
      <div className="no-print mt-4 flex flex-wrap items-center gap-x-6 gap-y-2">
        {plan}
        {canPlan && next && <RearrangeButton groupId={groupId} meeting={null} chapters={chapters} />}
        <a href={groupCalendarPath(groupId)} className="inline-flex items-center gap-2 target link">
          <CalendarPlus aria-hidden size={18} />
          Add all to my calendar
        </a>
        <Link
          href={`/groups/${groupId}/inbox/settings#calendar` as Route}
          prefetch={false}
          className="inline-flex items-center target link"
        >
          {subscribe()}
        </Link>
      </div>
      {next ? (
        <NextMeeting groupId={groupId} meeting={next} isOn={Date.parse(next.startsAt) <= now} />
      ) : (
        <div className="mt-8">
          <Notice title="No study session is ahead" />
        </div>
      )}
      {later.length > 0 && (
        <section className="mt-10" aria-labelledby="later">
          <h2 id="later">{next ? 'After that' : 'Cancelled'}</h2>
          <Rows groupId={groupId} meetings={later} />
        </section>
      )}
      {over.length > 0 && (
        <details className="mt-10">
          <summary className="w-fit py-2 font-medium">Past study sessions ({over.length})</summary>
          <Rows groupId={groupId} meetings={over} />
        </details>
      )}
      {over.length > 0 && (
        <p className="mt-2">
          <Link href={`/groups/${groupId}/meetings/record` as Route} prefetch={false} className="inline-flex items-center target link">
            {openRecord()}
          </Link>
        </p>
      )}
    </>
  )
}

function NothingPlanned({ plan }: { plan: React.ReactNode }) {
  return (
    <div className="mt-8 space-y-5">
      <Notice title="Nothing is planned yet">
        {plan
          ? 'Say when the group first meets and how often: a study session is made for each chapter, and you can move any of them later.'
          : 'Facilitators plan the study sessions. They will stand here, with time, place, agenda and notes.'}
      </Notice>
      {plan}
    </div>
  )
}

const addressOf = (groupId: string, { id }: MeetingItem) => `/groups/${groupId}/meetings/${id}` as Route

function NextMeeting({ groupId, meeting, isOn }: { groupId: string; meeting: MeetingItem; isOn: boolean }) {
  const { chapterTitle, place, rsvp, going } = meeting
  return (
    <section className="mt-8 border-accent border-s-4 ps-5" aria-labelledby="next">
      <p className="label-caps">{isOn ? 'On now' : 'Next study session'}</p>
      <h2 id="next" className="mt-1 text-2xl">
        <Link href={addressOf(groupId, meeting)} className="hover:text-accent hover:underline">
          {chapterTitle}
        </Link>
      </h2>
      <p className="mt-2 text-lg">
        <MeetingTime meeting={meeting} />
      </p>
      <ReaderTime meeting={meeting} className="block text-muted" />
      {place && <p className="wrap-anywhere">{place}</p>}
      <p className="mt-1 text-muted">
        {going} {going === 1 ? 'person means' : 'people mean'} to come · {rsvp ? RSVP_WORDS[rsvp].mine : 'You have not answered yet'}
      </p>
      <ButtonLink href={addressOf(groupId, meeting)} variant="primary" className="no-print mt-4">
        {rsvp || isOn ? 'Open the study session' : 'Open it and answer'}
      </ButtonLink>
    </section>
  )
}

function Rows({ groupId, meetings }: { groupId: string; meetings: MeetingItem[] }) {
  return (
    <ul className="measure mt-3 divide-y divide-line border-line border-y">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <Link href={addressOf(groupId, meeting)} prefetch={false} className="group block py-3">
            <span className="block font-medium group-hover:text-accent group-hover:underline">{meeting.chapterTitle}</span>
            <span className="block text-muted text-sm">
              {meeting.status === 'CANCELLED' && <span className="font-semibold text-danger">Cancelled · </span>}
              <MeetingTime meeting={meeting} short />
              {meeting.place && ` · ${meeting.place}`}
              {meeting.summarised && ` · ${m.summary()}`}
            </span>
            <ReaderTime meeting={meeting} className="block text-muted text-sm" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
