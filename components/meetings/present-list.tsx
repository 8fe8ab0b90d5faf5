'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { useUpdateAttendance } from '#client/meetings.ts'
import { attendanceForm } from '#components/meetings/attendance-form.ts'
import { RSVP_WORDS, RSVPS } from '#components/meetings/rsvp-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import { floorWords, memberName, namesPresent } from '#domain/live-meeting/people.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Attendance, Meeting } from '#domain/meeting.ts'
import * as m from '#messages/live-meeting.ts'

type PresentProps = { groupId: string; meeting: Meeting }

/** One's own tick, big enough for a thumb in the doorway. */
export function PresentButton({ groupId, meeting, reply }: PresentProps & { reply: FormReply | null }) {
  const update = useUpdateAttendance(groupId, meeting.id)
  const viewer = meeting.attendances.find(({ isViewer }) => isViewer)
  if (!viewer?.can.mark) return null
  const plain = attendanceForm(groupId, meeting, viewer.member.id, reply)
  return (
    <Form onSubmit={() => undefined} plain={plain} error={whyFailed(update, plain)} className="no-print space-y-2">
      <button
        type="submit"
        name="present"
        value={String(!viewer.present)}
        aria-pressed={viewer.present}
        onClick={(event) => {
          event.preventDefault()
          update.mutate({ userId: viewer.member.id, present: !viewer.present })
        }}
        className="flex min-h-16 w-full items-center gap-4 rounded-md border-2 border-accent px-4 text-start font-medium text-lg hover:bg-line aria-pressed:bg-accent aria-pressed:text-accent-ink"
      >
        <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-sm border-2 border-current">
          {viewer.present && <Check aria-hidden size={24} />}
        </span>
        {m.iAmHere()}
      </button>
    </Form>
  )
}

/** Who comes and who is here. Everybody ticks themselves; facilitators tick anyone. */
export function PresentList({ groupId, meeting }: PresentProps) {
  const update = useUpdateAttendance(groupId, meeting.id)
  const mark = (row: Attendance) => update.mutate({ userId: row.member.id, present: !row.present })
  return (
    <div className="space-y-3">
      <p className="text-muted" aria-live="polite">
        {summary(meeting)}
      </p>
      {update.error && <Notice tone="error">{update.error.message}</Notice>}
      <ul className="divide-y divide-line border-line border-y">
        {meeting.attendances.map((row) => (
          <li key={row.member.id}>{row.can.mark ? <TickRow row={row} mark={() => mark(row)} /> : <Row row={row} />}</li>
        ))}
      </ul>
    </div>
  )
}

/** Who was there, of a meeting that is over; the ticks come back for whoever has to correct them. */
export function WasThere({ groupId, meeting, run }: PresentProps & { run: MeetingRun }) {
  const [correcting, setCorrecting] = useState(false)
  const names = namesPresent(meeting, run)
  const floor = run.phase === 'CLOSED' ? floorWords(meeting, run) : ''
  return (
    <div className="space-y-3">
      {correcting ? (
        <PresentList groupId={groupId} meeting={meeting} />
      ) : (
        <p dir="auto" className={names.length > 0 ? 'wrap-anywhere' : 'text-muted'}>
          {names.length > 0 ? names.join(', ') : m.nobodyTicked()}
        </p>
      )}
      {floor && (
        <p dir="auto" className="wrap-anywhere">
          {floor}
        </p>
      )}
      {meeting.attendances.some(({ can }) => can.mark) && (
        <Button variant="plain" size="small" className="no-print -ms-2.5" onClick={() => setCorrecting(!correcting)}>
          {correcting ? m.listIsRight() : m.correctList()}
        </Button>
      )}
    </div>
  )
}

/** "3 coming, 1 maybe; 2 are here"; in a group that keeps none of it, that it does not. */
function summary({ attendances, can }: Meeting): string {
  const answers = RSVPS.map((rsvp) => [attendances.filter((row) => row.rsvp === rsvp).length, RSVP_WORDS[rsvp].theirs] as const)
  const answered = answers.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  const here = attendances.filter(({ present }) => present).length
  return [can.reply ? answered.join(', ') || 'No answers yet' : m.peopleNotKept(), here > 0 && `${here} ${here === 1 ? 'is' : 'are'} here`]
    .filter(Boolean)
    .join(can.reply ? '; ' : ' ')
}

function Name({ row }: { row: Attendance }) {
  return (
    <span className="min-w-0 flex-1 wrap-anywhere">
      <bdi>{memberName(row)}</bdi>
      {row.isViewer && ' (you)'}
      {row.rsvp && <span className="text-muted text-sm"> · {RSVP_WORDS[row.rsvp].theirs}</span>}
    </span>
  )
}

function Row({ row }: { row: Attendance }) {
  return (
    <div className="flex min-h-12 items-center gap-3 py-1">
      <Name row={row} />
      {row.present && (
        <span className="inline-flex items-center gap-1 font-medium text-accent">
          <Check aria-hidden size={20} />
          here
        </span>
      )}
    </div>
  )
}

function TickRow({ row, mark }: { row: Attendance; mark: () => void }) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 py-1 hover:bg-line">
      <Name row={row} />
      <span className={row.present ? 'font-medium text-accent' : 'text-muted text-sm'}>here</span>
      <input type="checkbox" checked={row.present} onChange={mark} className="size-7 shrink-0" />
    </label>
  )
}
