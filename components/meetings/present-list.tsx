'use client'

import { Check } from 'lucide-react'
import { useUpdateAttendance } from '#client/meetings.ts'
import { RSVP_WORDS } from '#components/meetings/rsvp-words.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { Attendance, Meeting } from '#domain/meeting.ts'

/** Who is here: one's own tick, big enough for a thumb, and the list of everybody, which those who lead can tick. */
export function PresentList({ groupId, meeting }: { groupId: string; meeting: Meeting }) {
  const update = useUpdateAttendance(groupId, meeting.id)
  const viewer = meeting.attendances.find(({ isViewer }) => isViewer)
  const mark = (row: Attendance) => update.mutate({ userId: row.member.id, present: !row.present })
  const present = meeting.attendances.filter((row) => row.present).length
  return (
    <div className="space-y-3">
      {viewer && (
        <button
          type="button"
          aria-pressed={viewer.present}
          onClick={() => mark(viewer)}
          className="flex min-h-16 w-full items-center gap-4 rounded-md border-2 border-accent px-4 text-start font-medium text-lg hover:bg-line aria-pressed:bg-accent aria-pressed:text-accent-ink"
        >
          <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-sm border-2 border-current">
            {viewer.present && <Check aria-hidden size={24} />}
          </span>
          I am here
        </button>
      )}
      {update.error && <Notice tone="error">{update.error.message}</Notice>}
      <p className="text-muted" aria-live="polite">
        {present === 0 ? 'Nobody is ticked yet.' : present === 1 ? 'One person is here.' : `${present} people are here.`}
      </p>
      <ul className="divide-y divide-line border-line border-y">
        {meeting.attendances.map((row) => (
          <li key={row.member.id}>{row.can.mark && !row.isViewer ? <TickRow row={row} mark={() => mark(row)} /> : <Row row={row} />}</li>
        ))}
      </ul>
    </div>
  )
}

function Name({ row }: { row: Attendance }) {
  return (
    <span className="min-w-0 flex-1 break-words">
      {row.member.name}
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
      <span className={row.present ? 'font-medium text-accent' : 'sr-only'}>here</span>
      <input type="checkbox" checked={row.present} onChange={mark} className="size-7 shrink-0" />
    </label>
  )
}
