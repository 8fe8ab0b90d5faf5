'use client'

import { useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { newId } from '#client/new-id.ts'
import { LineForm } from '#components/live-meeting/line-form.tsx'
import { LineRow } from '#components/live-meeting/line-row.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Select } from '#components/ui/field.tsx'
import type { LineWords } from '#domain/live-meeting/action.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import * as m from '#messages/live-meeting.ts'

/** The minutes of the current item, and a field that keeps what is being written. Anybody adds a line. */
export function Minutes() {
  const { run, act, viewer, meeting, writerId } = useLivePlace()
  const lines = linesOf(run, run.currentId)
  const draft = useDraft(`${viewer.accountId}:line:${meeting.id}`)
  const write = (words: LineWords) => {
    act({ type: 'line-written', lineId: newId(), itemId: run.currentId, ...(writerId !== viewer.userId && { byId: writerId }), ...words })
    draft.clear()
  }
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes" className="mb-2">
        Minutes
      </h2>
      {lines.length > 0 ? (
        <ul className="mb-4 space-y-2">
          {lines.map((line) => (
            <LineRow key={line.id} line={line} />
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-muted">{m.noLinesYet()}</p>
      )}
      <LineForm text={draft.text} setText={draft.setText} onSave={write} label={m.addLine()} />
    </section>
  )
}

/** All minutes, item by item, and a field for another line under any of them. Anybody adds one, also days later. */
export function AllMinutes() {
  const { run, act, viewer, meeting } = useLivePlace()
  const draft = useDraft(`${viewer.accountId}:line:${meeting.id}`)
  const [chosen, setChosen] = useState('')
  const write = (words: LineWords) => {
    act({ type: 'line-written', lineId: newId(), itemId: chosen || null, ...words })
    draft.clear()
  }
  const parts = [...run.items, null].map((item) => ({ item, lines: linesOf(run, item?.id ?? null) }))
  const written = parts.filter(({ lines }) => lines.length > 0)
  return (
    <div className="space-y-6">
      {written.length === 0 && <p className="text-muted">{m.noMinutes()}</p>}
      {written.map(({ item, lines }) => (
        <section key={item?.id ?? ''} aria-label={item?.title ?? m.besides()}>
          {(item || written.length > 1) && (
            <h3 dir="auto" className="mb-2 whitespace-pre-line wrap-anywhere font-medium">
              {item?.title ?? m.besides()}
            </h3>
          )}
          <ul className="space-y-2">
            {lines.map((line) => (
              <LineRow key={line.id} line={line} />
            ))}
          </ul>
        </section>
      ))}
      <div className="no-print space-y-3">
        {run.items.length > 0 && (
          <Select label={m.lineAbout()} value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value="">{m.wholeSession()}</option>
            {run.items.map(({ id, title }) => (
              <option key={id} value={id}>
                {title.slice(0, 80)}
              </option>
            ))}
          </Select>
        )}
        <LineForm text={draft.text} setText={draft.setText} onSave={write} label={m.addLine()} />
      </div>
    </div>
  )
}
