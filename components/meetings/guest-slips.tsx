import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, refusalFor } from '#domain/form-reply.ts'
import { guestsOf } from '#domain/live-meeting/people.ts'
import { mayInvite } from '#domain/permissions.ts'
import * as m from '#messages/guests.ts'

/** Makes members of those who came for one evening, with a slip for each: what was written under their name can be theirs later. */
export function GuestSlips({ reply }: { reply: FormReply | null }) {
  const { groupId, meeting, run, viewer } = useLivePlace()
  const guests = guestsOf(meeting, run)
  if (guests.length === 0 || !mayInvite(viewer.role)) return null
  const action = `/api/groups/${groupId}/slips`
  const refusal = refusalFor(reply, action)
  return (
    <section aria-labelledby="guests" className="no-print mt-6">
      <h3 id="guests">{m.title()}</h3>
      <p className="mt-1 text-muted text-sm">{m.about()}</p>
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      <ul className="mt-2 divide-y divide-line">
        {guests.map(({ id, name }) => (
          <li key={id}>
            <form method="post" action={action} target="_blank" rel="noopener" className="flex flex-wrap items-center gap-x-4 py-1">
              <input type="hidden" name="viewer" value={viewer.userId} />
              <input type="hidden" name="back" value={`/groups/${groupId}/meetings/${meeting.id}`} />
              <input type="hidden" name="meetingId" value={meeting.id} />
              <input type="hidden" name="guestId" value={id} />
              <bdi className="min-w-0 flex-1 wrap-anywhere">{name}</bdi>
              <Button type="submit" size="small">
                {m.makeMember({ name })}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
