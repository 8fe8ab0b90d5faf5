'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import * as m from '#messages/live-meeting.ts'

/** What was settled so far, for whoever comes late. */
export function SoFar() {
  const { run } = useLivePlace()
  const settled = run.lines.filter(({ kind, removed, itemId }) => !removed && kind !== 'NOTE' && itemId !== run.currentId)
  if (settled.length === 0) return null
  return (
    <Fold title={m.soFar({ count: settled.length })}>
      <ul className="space-y-2">
        {settled.map((line) => (
          <li key={line.id} dir="auto" className="border-line border-s-4 ps-3">
            <strong>{LINE_NAME[line.kind]()}: </strong>
            {line.text}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
