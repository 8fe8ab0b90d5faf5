'use client'

import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type ChangeEvent, type FormEvent, type KeyboardEvent, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { newId } from '#client/new-id.ts'
import { DragGrip } from '#components/live-meeting/drag-grip.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'
import * as m from '#messages/live-meeting.ts'
import * as talk from '#messages/live-talk.ts'

/** Changes the agenda item by item; each change is everybody's at once. */
export function AgendaEditor() {
  const { run } = useLivePlace()
  const [over, setOver] = useState<string | null | undefined>()
  return (
    <>
      <ol className="divide-y divide-line border-line border-y">
        {run.items.map((item, index) => (
          <Row
            key={item.id}
            item={item}
            before={run.items[index - 1]?.id}
            behind={run.items[index + 2]?.id ?? null}
            last={index === run.items.length - 1}
            over={over}
            onOver={setOver}
          />
        ))}
      </ol>
      <AddItem />
    </>
  )
}

type RowProps = {
  item: RunItem
  /** The item above, which it changes places with. */
  before: string | undefined
  /** The item that it stands before once it has moved down; null at the end. */
  behind: string | null
  last: boolean
  /** Before which item another is about to be dropped; null for the end. */
  over: string | null | undefined
  onOver: (beforeId: string | null | undefined) => void
}

function Row({ item, before, behind, last, over, onOver }: RowProps) {
  const { run, meeting, act } = useLivePlace()
  const move = (beforeId: string | null) => act({ type: 'item-moved', itemId: item.id, beforeId })
  const save = (change: Partial<RunItem>) => {
    const { title, minutes, ownerId } = { ...item, ...change }
    if (title.trim() && minutes >= 1 && minutes <= 240)
      act({ type: 'item-changed', itemId: item.id, title: title.trim(), minutes, ownerId })
  }
  const isFixed = item.id === run.currentId || run.spent[item.id] !== undefined
  const name = item.title.slice(0, 60)
  return (
    <li
      data-row={item.id}
      data-drop={over === item.id ? 'before' : over === null && last ? 'after' : undefined}
      className="py-2 data-[drop=after]:border-b-accent! data-[drop=before]:border-t-4 data-[drop=after]:border-b-4 data-[drop=before]:border-t-accent!"
    >
      <Kept value={item.title} label="Item" onSave={(title) => save({ title })} maxLength={2_000} wraps />
      <div className="mt-1 flex flex-wrap items-center gap-1">
        <DragGrip id={item.id} onOver={onOver} onDrop={move} />
        <Kept
          value={String(item.minutes)}
          label={m.minutesFor({ name })}
          onSave={(minutes) => save({ minutes: Math.round(Number(minutes)) })}
          inputMode="numeric"
          className="w-16 text-end tabular-nums"
        />
        <span className="me-auto text-muted text-sm sm:me-0">min</span>
        <select
          aria-label={talk.owner({ name })}
          value={item.ownerId ?? ''}
          onChange={({ target }) => save({ ownerId: target.value || null })}
          className="order-last w-full rounded-md border border-line bg-raised px-2 target sm:order-none sm:me-auto sm:w-auto sm:min-w-0 sm:flex-1"
        >
          <option value="">{talk.nobody()}</option>
          {peopleOf(meeting, run).map(({ id, name: person }) => (
            <option key={id} value={id}>
              {person}
            </option>
          ))}
        </select>
        <Button variant="plain" disabled={before === undefined} aria-label={m.moveUp({ name })} onClick={() => before && move(before)}>
          <ArrowUp aria-hidden size={18} />
        </Button>
        <Button variant="plain" disabled={last} aria-label={m.moveDown({ name })} onClick={() => move(behind)}>
          <ArrowDown aria-hidden size={18} />
        </Button>
        <Button
          variant="plain"
          disabled={isFixed}
          aria-label={m.leaveOut({ name })}
          onClick={() => act({ type: 'item-removed', itemId: item.id })}
        >
          <X aria-hidden size={18} />
        </Button>
      </div>
    </li>
  )
}

type KeptProps = {
  value: string
  label: string
  onSave: (value: string) => void
  className?: string
  maxLength?: number
  inputMode?: 'numeric'
  /** Whether long words go on in the next line. */
  wraps?: boolean
}

/** A field that saves when it is left or with Enter, and follows others' changes meanwhile. */
function Kept({ value, label, onSave, className = 'w-full', wraps = false, ...input }: KeptProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    if (typed !== null && typed !== value) onSave(typed)
    setTyped(null)
  }
  const field = {
    ...input,
    'aria-label': label,
    dir: 'auto',
    value: typed ?? value,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setTyped(target.value),
    onBlur: save,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (isComposing(event.nativeEvent)) return
      if (event.key === 'Escape') setTyped(null)
      if (event.key !== 'Enter' || event.shiftKey) return
      event.preventDefault()
      save()
    },
  }
  const look = `rounded-md border border-line bg-raised px-2 target ${className}`
  return wraps ? (
    <textarea rows={1} {...field} className={`${look} resize-none py-2 field-sizing-content`} />
  ) : (
    <input {...field} className={look} />
  )
}

function AddItem() {
  const { act } = useLivePlace()
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const filled = new FormData(form)
    const [title, minutes] = [String(filled.get('title') ?? '').trim(), Math.round(Number(filled.get('minutes')))]
    if (!title || !(minutes >= 1)) return
    const item = { id: newId(), title, questionId: null, kind: null, paragraphs: [], minutes, ownerId: null }
    act({ type: 'item-added', item, beforeId: null })
    form.reset()
  }
  return (
    <form method="post" onSubmit={add} className="mt-3 grid grid-cols-[minmax(0,1fr)_5rem] items-end gap-2">
      <Field label="Another item" name="title" maxLength={2_000} autoComplete="off" required />
      <Field label="Minutes" name="minutes" type="number" min={1} max={240} defaultValue={10} required />
      <Button type="submit" className="col-span-2 w-fit">
        Add to the agenda
      </Button>
    </form>
  )
}
