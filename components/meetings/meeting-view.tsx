'use client'

import { CalendarPlus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useNow } from '#client/clock.ts'
import { useLive } from '#client/live.ts'
import { meetingCalendarPath, useMeeting } from '#client/meetings.ts'
import { nameOf } from '#components/live-meeting/live-place.tsx'
import { MeetingSummary } from '#components/live-meeting/meeting-summary.tsx'
import { type AgendaChapter, AgendaList } from '#components/meetings/agenda-list.tsx'
import { ChangeMeeting } from '#components/meetings/change-meeting.tsx'
import { MeetingTime, ReaderTime } from '#components/meetings/meeting-time.tsx'
import { NotesArea } from '#components/meetings/notes-area.tsx'
import { PresentButton, PresentList } from '#components/meetings/present-list.tsx'
import { RsvpButtons } from '#components/meetings/rsvp-buttons.tsx'
import { StoredAgenda } from '#components/meetings/stored-agenda.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Meeting } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'

type MeetingViewProps = {
  groupId: string
  initial: Meeting
  /** What happened in it when the page was made: its stored agenda and its minutes. */
  run: MeetingRun
  /** Null when the chapter has left the guide. */
  chapter: AgendaChapter | null
  now: string
  /** What the server said to a form of this page that was sent without scripts. */
  reply: FormReply | null
}

/** How long before it begins people may say that they are there; in milliseconds. */
const EARLY = 30 * 60_000

/** One study session, made for a phone in the hand: when and where, who comes, the agenda, who is here, shared notes. */
export function MeetingView({ groupId, initial, run, chapter, now: atRender, reply }: MeetingViewProps) {
  useLive(groupId)
  const meeting = useMeeting(groupId, initial)
  const now = useNow(atRender)
  const takesPlace = meeting.status === 'SCHEDULED'
  const begins = Date.parse(meeting.startsAt)
  const base = `/groups/${groupId}/${meeting.chapter}`
  return (
    <>
      <Masthead groupId={groupId} meeting={meeting} chapter={chapter} base={base} now={now} />
      {takesPlace && (
        <div className="measure mt-6 space-y-4">
          {now >= begins - EARLY && <PresentButton groupId={groupId} meeting={meeting} reply={reply} />}
          {now < begins && <RsvpButtons groupId={groupId} meeting={meeting} reply={reply} />}
        </div>
      )}
      <nav
        aria-label="On this page"
        className="no-print sticky top-0 z-10 -mx-4 mt-6 flex gap-2 border-line border-y bg-paper px-4 lg:hidden"
      >
        {['Agenda', 'People', 'Notes'].map((name) => (
          <a key={name} href={`#${name.toLowerCase()}`} className="flex flex-1 items-center justify-center font-medium text-accent target">
            {name}
          </a>
        ))}
      </nav>
      {run.phase === 'CLOSED' && (
        <section aria-labelledby="summary" className="measure mt-8">
          <h2 id="summary" className="mb-3">
            {m.whatCameOfIt()}
          </h2>
          <MeetingSummary run={run} nameOf={(id) => nameOf(meeting, run, id)} />
        </section>
      )}
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Section id="agenda" title="Agenda">
          {run.items.length > 0 ? (
            <StoredAgenda meeting={meeting} items={run.items} base={base} />
          ) : chapter ? (
            <AgendaList meeting={meeting} chapter={chapter} base={base} now={now} />
          ) : (
            <Notice>This chapter is no longer part of the guide, so there is no agenda. Your notes are still here.</Notice>
          )}
        </Section>
        <div className="space-y-10">
          <Section id="people" title="People">
            {takesPlace ? <PresentList groupId={groupId} meeting={meeting} /> : <Notice>Nobody needs to come: it was cancelled.</Notice>}
          </Section>
          <Section id="notes" title="Shared notes">
            <NotesArea groupId={groupId} meeting={meeting} />
          </Section>
        </div>
      </div>
    </>
  )
}

type MastheadProps = Pick<MeetingViewProps, 'groupId' | 'chapter'> & { meeting: Meeting; base: string; now: number }

function Masthead({ groupId, meeting, chapter, base, now }: MastheadProps) {
  const live = wayIn(meeting, now)
  return (
    <header>
      <p className="no-print text-sm">
        <Link href={`/groups/${groupId}/meetings` as Route} className="link">
          All study sessions
        </Link>
      </p>
      <p className="label-caps mt-5">Study session{chapter && chapter.part === null && ` · Chapter ${chapter.number}`}</p>
      <h1 className="mt-1" lang={chapter?.language}>
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
        <p className="break-words">
          <Place words={meeting.place} />
        </p>
      )}
      <div className="no-print mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        {live && (
          <ButtonLink href={`/groups/${groupId}/meetings/${meeting.id}/live` as Route} variant={live.primary ? 'primary' : 'quiet'}>
            {live.words}
          </ButtonLink>
        )}
        {chapter && (
          <ButtonLink href={base as Route} variant={live?.primary ? 'quiet' : 'primary'}>
            Open the chapter
          </ButtonLink>
        )}
        <a href={meetingCalendarPath(groupId, meeting.id)} className="inline-flex items-center gap-2 target link">
          <CalendarPlus aria-hidden size={18} />
          Add to my calendar
        </a>
        {meeting.can.edit && <ChangeMeeting groupId={groupId} meeting={meeting} />}
      </div>
    </header>
  )
}

/** The way into the live session, and how loud it is; before the day facilitators prepare there. */
function wayIn({ status, phase, startsAt, can }: Meeting, now: number): { words: string; primary: boolean } | null {
  if (status === 'CANCELLED' || phase === 'CLOSED') return null
  if (phase === 'RUNNING') return { words: m.joinSession(), primary: true }
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
