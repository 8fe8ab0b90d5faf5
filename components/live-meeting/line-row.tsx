'use client'

import { useState } from 'react'
import { LineForm } from '#components/live-meeting/line-form.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { FlagInGroup } from '#components/threads/flag-link.tsx'
import { Button } from '#components/ui/button.tsx'
import type { LineWords } from '#domain/live-meeting/action.ts'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import type { Line } from '#domain/live-meeting/run.ts'
import { lineWords } from '#domain/live-meeting/summary.ts'
import * as m from '#messages/live-meeting.ts'

/** One line, to be changed in place by those who may. */
export function LineRow({ line }: { line: Line }) {
  const { groupId, viewer, act, may, meeting, run, nameOf } = useLivePlace()
  const [editing, setEditing] = useState(false)
  const change = (words: LineWords) => ({ type: 'line-changed', lineId: line.id, since: line.since, ...words }) as const
  const remove = { type: 'line-removed', lineId: line.id } as const
  if (editing)
    return (
      <li className="border-accent border-s-4 ps-3">
        <EditedLine line={line} onDone={() => setEditing(false)} onSave={(words) => act(change(words))} />
      </li>
    )
  return (
    <li className="items-baseline gap-x-2 border-line border-s-4 ps-3 sm:flex">
      <p dir="auto" className="min-w-0 grow whitespace-pre-line wrap-anywhere">
        {line.kind !== 'NOTE' && <strong>{LINE_NAME[line.kind]()}: </strong>}
        <span className={line.settled ? 'line-through' : ''}>{lineWords({ meeting, run }, line)}</span>
        {line.byId !== null && <span className="text-muted text-sm"> · {nameOf(line.byId)}</span>}
      </p>
      {/* One row, which begins where the words begin on a phone and stands beside them elsewhere. */}
      <span className="no-print flex shrink-0 items-center max-sm:-ms-2.5">
        {(line.kind === 'ACTION' || line.kind === 'OPEN') && <Settle line={line} />}
        {may(change(line)) && (
          <>
            <Button variant="plain" size="small" onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Button variant="plain" size="small" aria-label={m.deleteLine({ words: line.text.slice(0, 40) })} onClick={() => act(remove)}>
              Delete
            </Button>
          </>
        )}
        {line.creatorId !== viewer.userId && <FlagInGroup groupId={groupId} noun="line" id={line.since} />}
      </span>
    </li>
  )
}

function EditedLine({ line, onSave, onDone }: { line: Line; onSave: (words: LineWords) => void; onDone: () => void }) {
  const [text, setText] = useState(line.text)
  const save = (words: LineWords) => {
    if (words.text !== line.text || words.kind !== line.kind || words.ownerId !== line.ownerId || words.due !== line.due) onSave(words)
    onDone()
  }
  return <LineForm text={text} setText={setText} initial={line} onSave={save} onCancel={onDone} label="Change the line" />
}

/** What is done, or answered since, is not carried over to the next meeting. */
function Settle({ line }: { line: Line }) {
  const { act } = useLivePlace()
  const words = line.text.slice(0, 40)
  return (
    <label className="inline-flex shrink-0 items-center gap-2 px-2.5 text-sm target">
      <input
        type="checkbox"
        className="size-5"
        checked={line.settled}
        aria-label={line.kind === 'ACTION' ? m.isDone({ words }) : m.isAnswered({ words })}
        onChange={() => act({ type: 'line-settled', lineId: line.id, settled: !line.settled })}
      />
      {line.kind === 'ACTION' ? m.done() : m.answered()}
    </label>
  )
}
