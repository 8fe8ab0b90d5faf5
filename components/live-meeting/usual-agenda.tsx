'use client'

import { useSaveTemplate } from '#client/meetings.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { mayPlanMeetings } from '#domain/permissions.ts'
import * as m from '#messages/agenda.ts'

/** Makes this agenda the one that later sessions begin from, or leaves that to the program again. */
export function UsualAgenda() {
  const { groupId, meeting, run, viewer } = useLivePlace()
  const save = useSaveTemplate(groupId)
  const toast = useToast()
  if (!mayPlanMeetings(viewer.role) || run.items.length === 0) return null
  const keep = (meetingId: string | null) =>
    save.mutate(meetingId, {
      onSuccess: () => toast(meetingId === null ? m.templateDropped() : m.templateSaved()),
      onError: ({ message }) => toast(message),
    })
  return (
    <div className="mt-2 flex flex-wrap gap-x-3">
      <Button variant="plain" size="small" onClick={() => keep(meeting.id)}>
        {m.saveTemplate()}
      </Button>
      <Button variant="plain" size="small" onClick={() => keep(null)}>
        {m.dropTemplate()}
      </Button>
    </div>
  )
}
