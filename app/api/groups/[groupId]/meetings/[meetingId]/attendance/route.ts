import { UpdateAttendance } from '#domain/meeting.ts'
import { updateAttendance } from '#server/meetings/attendances.ts'
import { route } from '#server/route.ts'

const change = {
  input: UpdateAttendance,
  run: updateAttendance,
  form: {
    // A form has words alone: an answer that is taken back comes empty.
    read: ({ userId, rsvp, present }: Record<string, string>) => ({
      userId,
      ...(rsvp !== undefined && { rsvp: rsvp || null }),
      ...(present && { present: present === 'true' }),
    }),
  },
}

export const PUT = route(change)
export const POST = route(change)
