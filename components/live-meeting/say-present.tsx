'use client'

import { useUpdateAttendance } from '#client/meetings.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import * as m from '#messages/live-meeting.ts'

/** Asks whoever has the running session open whether they are there: else nobody would be, in its record. */
export function SayPresent() {
  const { groupId, meeting, viewer } = useLivePlace()
  const update = useUpdateAttendance(groupId, meeting.id)
  const own = meeting.attendances.find(({ isViewer }) => isViewer)
  if (!own?.can.mark || own.present) return null
  return (
    <Button className="mb-5" onClick={() => update.mutate({ userId: viewer.userId, present: true })}>
      {m.iAmHere()}
    </Button>
  )
}
