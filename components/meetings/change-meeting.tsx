'use client'

import { type FormEvent, useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { useUpdateMeeting } from '#client/meetings.ts'
import { LaterChoice } from '#components/meetings/later-choice.tsx'
import { MeetingTime } from '#components/meetings/meeting-time.tsx'
import { RearrangeButton } from '#components/meetings/rearrange-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Later, Meeting } from '#domain/meeting.ts'
import { Problem } from '#domain/problem.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/schedule.ts'

type ChangeProps = { groupId: string; meeting: Meeting }

/** For facilitators: move a meeting, cancel it, bring it back. */
export function ChangeMeeting({ groupId, meeting }: ChangeProps) {
  const [moving, setMoving] = useState(false)
  const update = useUpdateMeeting(groupId, meeting.id)
  const toast = useToast()
  const setStatus = (status: Meeting['status'], version: number) => update.mutate({ status, version }, { onSuccess: told })
  const told = ({ status, version }: Meeting) =>
    status === 'CANCELLED'
      ? toast('The study session is cancelled.', { label: 'Undo', run: () => setStatus('SCHEDULED', version) })
      : toast('The study session takes place again.')
  const cancel = () => {
    setMoving(false)
    setStatus('CANCELLED', meeting.version)
  }
  return (
    <>
      {meeting.status === 'CANCELLED' ? (
        <Button busy={update.isPending} onClick={() => setStatus('SCHEDULED', meeting.version)}>
          Let it take place after all
        </Button>
      ) : (
        <>
          <Button onClick={() => setMoving(true)}>Move or cancel</Button>
          {meeting.phase === 'PLANNED' && <RearrangeButton groupId={groupId} meeting={meeting} chapters={[]} />}
        </>
      )}
      {update.error && <Notice tone="error">{update.error.message}</Notice>}
      <Dialog open={moving} onClose={() => setMoving(false)} title="Move or cancel this study session">
        <MoveForm groupId={groupId} meeting={meeting} close={() => setMoving(false)} />
        <div className="mt-5 border-line border-t pt-5">
          <p className="mb-3 text-muted">A cancelled session keeps its notes and can be brought back.</p>
          <Button variant="danger" onClick={cancel}>
            Cancel this study session
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function MoveForm({ groupId, meeting, close }: ChangeProps & { close: () => void }) {
  // What the form started from: a change by somebody else meanwhile is refused once, shown, and then overruled knowingly.
  const [from, setFrom] = useState(meeting)
  const [later, setLater] = useState<Later>('STAY')
  const update = useUpdateMeeting(groupId, meeting.id)
  const toast = useToast()
  const { date, time } = wallClock(from.startsAt, from.timeZone)
  const problem = update.error instanceof Problem ? update.error : null
  const fields = fieldsOf(update.error)
  const current = problem?.extra.current as Meeting | undefined

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const change = { date: text('date'), time: text('time').slice(0, 5), minutes: Number(text('minutes')), place: text('place'), later }
    update.mutate(
      { version: from.version, ...change },
      {
        onSuccess: () => {
          toast('The study session is changed.')
          close()
        },
        onError: (error) => error instanceof Problem && error.extra.current && setFrom(error.extra.current as Meeting),
      },
    )
  }
  return (
    <form method="dialog" onSubmit={submit} className="space-y-4">
      <p className="text-muted">Times are by the clocks of {from.timeZone.replaceAll('_', ' ')}.</p>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Date" name="date" type="date" required defaultValue={date} error={fields.date} />
        <Field label="Time" name="time" type="time" required defaultValue={time} error={fields.time} />
      </div>
      <Field label="Minutes" name="minutes" type="number" min={15} max={480} required defaultValue={from.minutes} error={fields.minutes} />
      <LaterChoice later={later} setLater={setLater} move={m.laterMove()} />
      <Field label="Place" name="place" maxLength={200} defaultValue={from.place} error={fields.place} />
      {update.error && (
        <Notice tone="error" title={update.error.message}>
          {current && (
            <>
              It is now on <MeetingTime meeting={current} />
              {current.place && `, ${current.place}`}
              {current.status === 'CANCELLED' && ', and cancelled'}. Save again to put what stands above in its place.
            </>
          )}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={update.isPending}>
          Save the change
        </Button>
        <Button onClick={close}>Leave it as it is</Button>
      </div>
    </form>
  )
}
