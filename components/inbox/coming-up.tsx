import type { Route } from 'next'
import Link from 'next/link'
import { MeetingTime } from '#components/meetings/meeting-time.tsx'
import type { MeetingItem } from '#domain/meeting.ts'
import * as say from '#messages/reminders.ts'

/** Sessions of which the group is reminded now. */
export function ComingUp({ groupId, meetings }: { groupId: string; meetings: MeetingItem[] }) {
  if (meetings.length === 0) return null
  return (
    <section aria-labelledby="coming-up" className="measure mt-6 border-accent border-s-4 ps-4">
      <h2 id="coming-up" className="text-lg">
        {say.comingUp()}
      </h2>
      <ul className="space-y-2">
        {meetings.map((meeting) => (
          <li key={meeting.id} className="wrap-anywhere">
            <Link href={`/groups/${groupId}/meetings/${meeting.id}` as Route} className="inline-block py-1 link">
              {meeting.chapterTitle}
            </Link>
            <span className="block text-muted">
              <MeetingTime meeting={meeting} />
              {meeting.place && ` · ${meeting.place}`}
              {meeting.rsvp === null && ` · ${say.sayWhether()}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
