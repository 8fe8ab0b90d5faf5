import type { Route } from 'next'
import Link from 'next/link'
import { DownloadNotes } from '#components/exports/download-notes.tsx'
import { ROLE_WORDS } from '#components/groups/role-words.ts'
import { BesideChapters } from '#components/guides/guide-links.tsx'
import { MeetingTime, ReaderTime } from '#components/meetings/meeting-time.tsx'
import { RSVP_WORDS } from '#components/meetings/rsvp-words.ts'
import type { Group, Member } from '#domain/group.ts'
import type { Guide } from '#domain/guide.ts'
import { isOver, type MeetingItem } from '#domain/meeting.ts'
import * as brought from '#messages/brought.ts'
import * as say from '#messages/groups.ts'
import * as m from '#messages/live-meeting.ts'
import { whatYouMissed } from '#messages/missed.ts'

/** So many names stand on the group's page; the others are one press away. */
const SHOWN = 12

/** The next study session, or how to get one. */
export function NextSession({ group, meetings }: { group: Group; meetings: MeetingItem[] }) {
  const home = `/groups/${group.id}`
  const now = Date.now()
  const next = meetings.find((meeting) => meeting.status === 'SCHEDULED' && !isOver(meeting, now))
  const last = meetings.findLast((meeting) => meeting.status === 'SCHEDULED' && isOver(meeting, now))
  return (
    <section aria-labelledby="next-session">
      <h2 id="next-session">Next study session</h2>
      {next ? (
        <>
          <p className="mt-2">
            <Link href={`${home}/meetings/${next.id}` as Route} className="link">
              <MeetingTime meeting={next} />
            </Link>
            <ReaderTime meeting={next} className="block text-muted text-sm" />
          </p>
          {group.callLink && (
            <p>
              <a href={group.callLink} rel="noreferrer" className="link">
                {say.joinCall()}
              </a>
            </p>
          )}
          {next.place && <p className="wrap-anywhere">{next.place}</p>}
          <p className="mt-1 text-muted text-sm">
            {goingWords(next.going)} · {next.rsvp ? RSVP_WORDS[next.rsvp].mine : 'You have not answered yet'}
          </p>
        </>
      ) : (
        <p className="mt-2 text-muted">
          None is planned.{' '}
          {group.can.planMeetings ? (
            <Link href={`${home}/meetings/plan` as Route} className="link">
              Plan the weeks
            </Link>
          ) : (
            'Facilitators plan them.'
          )}
        </p>
      )}
      {last && <LastSession home={home} meeting={last} />}
    </section>
  )
}

/** The way to what came of the last session; whoever was away finds what they missed. */
function LastSession({ home, meeting }: { home: string; meeting: MeetingItem }) {
  const address = `${home}/meetings/${meeting.id}`
  return (
    <p className="mt-4">
      <span className="block text-muted text-sm">{m.lastSession()}</span>
      <span className="block wrap-anywhere">{meeting.chapterTitle}</span>
      {meeting.summarised && !meeting.present ? (
        <a href={`${address}/missed`} className="inline-flex items-center target link">
          {whatYouMissed()}
        </a>
      ) : (
        <Link href={address as Route} className="inline-flex items-center target link">
          {meeting.summarised ? m.readSummary() : m.readMinutes()}
        </Link>
      )}
    </p>
  )
}

function goingWords(going: number): string {
  if (going === 0) return 'Nobody has said yes so far'
  return going === 1 ? 'One person means to come' : `${going} people mean to come`
}

/** Beside the chapters: who belongs to the group, the guide's other pages, and the way out for notes. */
export function GroupAside({ group, members, guide }: { group: Group; members: Member[]; guide: Guide }) {
  return (
    <div className="space-y-10">
      <GroupMembers group={group} members={members} />
      <BesideChapters guide={guide} />
      <DownloadNotes groupId={group.id} />
      {group.can.invite && (
        <p>
          <Link href={`/groups/${group.id}/brought-notes` as Route} prefetch={false} className="link">
            {brought.title()}
          </Link>
        </p>
      )}
    </div>
  )
}

function GroupMembers({ group, members }: { group: Group; members: Member[] }) {
  return (
    <section aria-labelledby="members-title">
      <h2 id="members-title">{members.length === 1 ? 'One member' : `${members.length} members`}</h2>
      <ul className="mt-2 space-y-1">
        {members.slice(0, SHOWN).map(({ userId, name, role, isViewer }) => (
          <li key={userId} className="wrap-anywhere">
            <bdi>{name}</bdi>
            {isViewer && <span className="text-muted"> (you)</span>}
            {role !== 'MEMBER' && <span className="text-muted text-sm"> · {ROLE_WORDS[role].name}</span>}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        <Link href={`/groups/${group.id}/members` as Route} className="link">
          {group.can.invite ? 'Members and invitations' : 'All members'}
        </Link>
      </p>
    </section>
  )
}
