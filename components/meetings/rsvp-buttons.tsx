'use client'

import { Check } from 'lucide-react'
import { useUpdateAttendance } from '#client/meetings.ts'
import { attendanceForm } from '#components/meetings/attendance-form.ts'
import { RSVP_WORDS, RSVPS } from '#components/meetings/rsvp-words.ts'
import { Form, whyFailed } from '#components/ui/form.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { Meeting, Rsvp } from '#domain/meeting.ts'

/** Will I come? Pressing the chosen answer again takes it back. */
export function RsvpButtons({ groupId, meeting, reply }: { groupId: string; meeting: Meeting; reply: FormReply | null }) {
  const update = useUpdateAttendance(groupId, meeting.id)
  const viewer = meeting.attendances.find(({ isViewer }) => isViewer)
  if (!viewer || !meeting.can.reply) return null
  const answer = (rsvp: Rsvp) => update.mutate({ userId: viewer.member.id, rsvp: viewer.rsvp === rsvp ? null : rsvp })
  const plain = attendanceForm(groupId, meeting, viewer.member.id, reply)
  return (
    <Form onSubmit={() => undefined} plain={plain} error={whyFailed(update, plain)} className="space-y-2">
      <fieldset className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <legend className="mb-1 font-medium">Will you come?</legend>
        {RSVPS.map((rsvp) => (
          <button
            key={rsvp}
            type="submit"
            name="rsvp"
            value={viewer.rsvp === rsvp ? '' : rsvp}
            aria-pressed={viewer.rsvp === rsvp}
            onClick={(event) => {
              event.preventDefault()
              answer(rsvp)
            }}
            className="inline-flex min-h-12 items-center justify-center gap-1.5 rounded-md border border-muted px-2 py-1 sm:px-4 font-medium leading-tight hover:bg-line aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
          >
            {viewer.rsvp === rsvp && <Check aria-hidden size={18} className="shrink-0" />}
            {RSVP_WORDS[rsvp].button}
          </button>
        ))}
      </fieldset>
    </Form>
  )
}
