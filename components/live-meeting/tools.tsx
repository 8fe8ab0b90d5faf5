'use client'

import { type FormEvent, useState } from 'react'
import { newId } from '#client/new-id.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { GatheringKind } from '#domain/live-meeting/action.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'
import { shareReading } from '#domain/live-meeting/reading.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import * as m from '#messages/gathering.ts'

/** How long people write, unless told otherwise; seconds. */
const WRITING_TIME = 180

/** What whoever steers can set going for everybody, and how the session is held. */
export function Tools() {
  const { run, act, may } = useLivePlace()
  if (!may({ type: 'closed' })) return null
  return (
    <Fold title={m.tools()}>
      <div className="space-y-5 pt-2">
        <AskEverybody />
        {!isForReading(run) && <StartReading />}
        <p>
          <a href="?projector" target="_blank" rel="noopener" className="inline-flex items-center target link">
            {m.projector()}
          </a>
        </p>
        <div className="space-y-1">
          <Switch label={m.showTimes()} on={run.showTimes} onChange={(shown) => act({ type: 'times-shown', shown })} />
          <Switch label={m.askOnly()} on={run.askOnly !== null} onChange={(on) => act({ type: 'ask-only-set', on })} />
        </div>
      </div>
    </Fold>
  )
}

/** Whether the open item is there to be read aloud: then the way to begin stands with it. */
export function isForReading({ items, currentId }: Pick<MeetingRun, 'items' | 'currentId'>): boolean {
  const { slot, questionId = null, paragraphs = [] } = items.find(({ id }) => id === currentId) ?? {}
  return slot === 'READING' || (slot === undefined && questionId === null && paragraphs.length > 1)
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex items-center gap-3 target">
      <input type="checkbox" className="size-5 shrink-0" checked={on} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}

const KIND_NAME: Record<GatheringKind, () => string> = { TEMPERATURE: m.temperature, HANDS: m.hands, WRITING: m.writing, ROUND: m.round }

function AskEverybody() {
  const { act } = useLivePlace()
  const [kind, setKind] = useState<GatheringKind>('WRITING')
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const question = String(new FormData(form).get('question') ?? '').trim()
    act({ type: 'gathering-opened', gatheringId: newId(), kind, question, seconds: kind === 'WRITING' ? WRITING_TIME : null })
    form.reset()
  }
  return (
    <form method="post" onSubmit={ask} className="space-y-3">
      <Select label={m.askEverybody()} value={kind} onChange={({ target }) => setKind(target.value as GatheringKind)}>
        {GatheringKind.options.map((each) => (
          <option key={each} value={each}>
            {KIND_NAME[each]()}
          </option>
        ))}
      </Select>
      <Field label={m.questionOptional()} name="question" maxLength={300} autoComplete="off" />
      <Button type="submit">{m.askNow()}</Button>
    </form>
  )
}

/** Divides the paragraphs of the item, or the whole chapter, among those who are there. */
export function StartReading({ variant = 'quiet' }: { variant?: 'primary' | 'quiet' }) {
  const { act, run, meeting, chapter } = useLivePlace()
  if (!chapter || run.reading) return null
  const named = run.items.find(({ id }) => id === run.currentId)?.paragraphs ?? []
  const labels = named.length > 1 ? named : chapter.labels
  const there = meeting.attendances.filter(({ present }) => present).map(({ member }) => member.id)
  const everybody = peopleOf(meeting, run).map(({ id }) => id)
  const people = [...(there.length > 0 ? there : everybody.filter((id) => !(id in run.guests))), ...Object.keys(run.guests)]
  const start = () => {
    const lengths = labels.map((label) => ({ label, length: chapter.paragraphs[label]?.length ?? 0 }))
    act({ type: 'reading-opened', readingId: newId(), parts: shareReading(lengths, people) })
  }
  if (labels.length === 0 || people.length === 0) return null
  return (
    <Button variant={variant} onClick={start}>
      {m.readAloud({ count: people.length })}
    </Button>
  )
}
