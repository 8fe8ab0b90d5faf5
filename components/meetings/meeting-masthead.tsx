import { CalendarPlus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { meetingCalendarPath } from '#client/meetings.ts'
import type { PlannedChapters } from '#components/meetings/agenda-list.tsx'
import { ChangeMeeting } from '#components/meetings/change-meeting.tsx'
import { MeetingTime, ReaderTime } from '#components/meetings/meeting-time.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { isOver, type Meeting } from '#domain/meeting.ts'
import { open as openBrief } from '#messages/brief.ts'
import * as m from '#messages/live-meeting.ts'
import * as words from '#messages/schedule.ts'

/** How long before it begins people may say that they are there; in milliseconds. */
export const EARLY = 30 * 60_000
/** How long after its time it may still be begun; in milliseconds. */
const LATE = 6 * 3_600_000

/** `steers`: the viewer facilitates the group, or this session. */
type MastheadProps = { groupId: string; meeting: Meeting; now: number; steers: boolean; planned: PlannedChapters | null }

/** Which session it is, when and where, and the ways into it. */
export function MeetingMasthead({ groupId, meeting, planned, now, steers }: MastheadProps) {
  const live = wayIn(meeting, now, steers)
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
      </div>
    </header>
  )
}

/** What can be done with the session besides coming to it. */
export function MeetingTools({ groupId, meeting, now, steers }: Omit<MastheadProps, 'planned'>) {
  return (
    <div className="no-print mt-5 flex flex-wrap items-center gap-x-5 gap-y-2">
      <a href={meetingCalendarPath(groupId, meeting.id)} className="inline-flex items-center gap-2 target link">
        <CalendarPlus aria-hidden size={18} />
        Add to my calendar
      </a>
      {steers && !isOver(meeting, now) && (
        <Link href={`/groups/${groupId}/meetings/${meeting.id}/brief` as Route} className="inline-flex items-center target link">
          {openBrief()}
        </Link>
      )}
      {meeting.can.edit && <ChangeMeeting groupId={groupId} meeting={meeting} />}
    </div>
  )
}

/** The way into the live session, and how loud it is; before the day whoever facilitates prepares there. */
function wayIn(meeting: Meeting, now: number, steers: boolean): { words: string; primary: boolean } | null {
  const { status, phase, startsAt, minutes } = meeting
  if (status === 'CANCELLED' || phase === 'CLOSED') return null
  if (phase === 'RUNNING') return { words: m.joinSession(), primary: true }
  // It may begin late, but not the day after.
  if (now > Date.parse(startsAt) + minutes * 60_000 + LATE) return null
  if (now >= Date.parse(startsAt) - EARLY) return { words: m.openLive(), primary: true }
  return steers ? { words: m.prepareSession(), primary: false } : null
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
