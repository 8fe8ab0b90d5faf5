'use client'

import { type KeyboardEvent, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { useDraft } from '#client/draft.ts'
import { newId } from '#client/new-id.ts'
import { LINE_KINDS, LINE_WORDS } from '#components/live-meeting/line-words.ts'
import { peopleOf, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import type { LineKind, LineWords } from '#domain/live-meeting/action.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import type { Line } from '#domain/live-meeting/run.ts'
import * as m from '#messages/live-meeting.ts'

/** The minutes of the current item, and a field that keeps what is being written. Anybody adds a line. */
export function Minutes() {
  const { run, act, viewer, meeting } = useLivePlace()
  const lines = linesOf(run, run.currentId)
  const draft = useDraft(`${viewer.userId}:line:${meeting.id}`)
  const write = (words: LineWords) => {
    act({ type: 'line-written', lineId: newId(), itemId: run.currentId, ...words })
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
      <LineForm text={draft.text} setText={draft.setText} onSave={write} label="Add a line" />
    </section>
  )
}

/** One line, to be changed in place by those who may. */
export function LineRow({ line }: { line: Line }) {
  const { act, may, nameOf } = useLivePlace()
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
    <li className="flex items-start gap-2 border-line border-s-4 ps-3">
      <p dir="auto" className="min-w-0 flex-1 whitespace-pre-line break-words">
        {line.kind !== 'NOTE' && <strong>{LINE_WORDS[line.kind]}: </strong>}
        {line.text}
        {line.kind === 'ACTION' && (line.ownerId || line.due) && (
          <span className="text-muted">
            {' '}
            ({[line.ownerId && nameOf(line.ownerId), line.due && `by ${line.due}`].filter(Boolean).join(', ')})
          </span>
        )}
      </p>
      {may(change(line)) && (
        <span className="no-print flex">
          <Button variant="plain" size="small" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <Button variant="plain" size="small" aria-label={m.deleteLine({ words: line.text.slice(0, 40) })} onClick={() => act(remove)}>
            Delete
          </Button>
        </span>
      )}
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

type LineFormProps = {
  label: string
  text: string
  setText: (text: string) => void
  initial?: LineWords
  onSave: (words: LineWords) => void
  onCancel?: () => void
}

function LineForm({ label, text, setText, initial, onSave, onCancel }: LineFormProps) {
  const { meeting, run } = useLivePlace()
  const [kind, setKind] = useState<LineKind>(initial?.kind ?? 'NOTE')
  const [ownerId, setOwner] = useState(initial?.ownerId ?? null)
  const [due, setDue] = useState(initial?.due ?? null)
  const save = () => {
    if (!text.trim()) return
    const isAction = kind === 'ACTION'
    onSave({ kind, text: text.trim(), ownerId: isAction ? ownerId : null, due: isAction ? due : null })
    setKind(initial?.kind ?? 'NOTE')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    if (event.key === 'Escape') onCancel?.()
  }
  return (
    <form
      method="post"
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <fieldset>
        <legend className="sr-only">Kind of line</legend>
        <div className="flex flex-wrap gap-1">
          {LINE_KINDS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === kind}
              onClick={() => setKind(each)}
              className="rounded-md border border-line px-2.5 text-sm target aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
            >
              {LINE_WORDS[each]}
            </button>
          ))}
        </div>
      </fieldset>
      <TextArea
        label={label}
        rows={2}
        maxLength={2_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {kind === 'ACTION' && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Select label="Who does it" value={ownerId ?? ''} onChange={({ target }) => setOwner(target.value || null)}>
            <option value="">Nobody yet</option>
            {peopleOf(meeting, run).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Field label="By when" type="date" value={due ?? ''} onChange={({ target }) => setDue(target.value || null)} />
        </div>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={!text.trim()}>
          {initial ? 'Save' : 'Write it down'}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  )
}
