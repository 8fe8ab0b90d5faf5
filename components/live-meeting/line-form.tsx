'use client'

import { type KeyboardEvent, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { LineKind, type LineWords } from '#domain/live-meeting/action.ts'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'

type LineFormProps = {
  label: string
  text: string
  setText: (text: string) => void
  initial?: LineWords
  onSave: (words: LineWords) => void
  onCancel?: () => void
}

/** A line of the minutes to be written: its kind, its words and, of a to-do, who does it until when. */
export function LineForm({ label, text, setText, initial, onSave, onCancel }: LineFormProps) {
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
          {LineKind.options.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === kind}
              onClick={() => setKind(each)}
              className="rounded-md border border-line px-2.5 text-sm target aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
            >
              {LINE_NAME[each]()}
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
