'use client'

import { type FormEvent, useState } from 'react'
import { newId } from '#client/new-id.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { peopleOf } from '#domain/live-meeting/people.ts'
import * as m from '#messages/live-meeting.ts'

const SOMEBODY_NEW = 'new'

/** Puts somebody without a phone on the list: a member by name, or a guest. */
export function AddSpeaker() {
  const { meeting, run, act, formerGuests } = useLivePlace()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  if (!open) return <Button onClick={() => setOpen(true)}>Add somebody</Button>
  const people = peopleOf(meeting, run)
  const cameBefore = formerGuests.filter(({ id }) => people.every((person) => person.id !== id))
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    const guestId = newId()
    const ask = (speakerId: string) => ({ type: 'turn-asked', turnId: newId(), speakerId, kind: 'NEW_POINT' }) as const
    const again = cameBefore.find(({ id }) => id === chosen)
    if (chosen === SOMEBODY_NEW && name) act({ type: 'guest-added', guestId, name }, ask(guestId))
    else if (again) act({ type: 'guest-added', guestId: again.id, name: again.name }, ask(again.id))
    else if (chosen && chosen !== SOMEBODY_NEW) act(ask(chosen))
    else return
    setOpen(false)
    setChosen('')
  }
  return (
    <form method="post" onSubmit={add} className="w-full space-y-3 rounded-md border border-line p-3">
      <Select label={m.whoSpeaks()} value={chosen} onChange={({ target }) => setChosen(target.value)} autoFocus>
        <option value="">Choose a name</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {cameBefore.length > 0 && (
          <optgroup label={m.cameBefore()}>
            {cameBefore.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <option value={SOMEBODY_NEW}>{m.withoutAccount()}</option>
      </Select>
      {chosen === SOMEBODY_NEW && <Field label="Their name" name="name" required maxLength={40} autoComplete="off" />}
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          Add to the list
        </Button>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
      </div>
    </form>
  )
}
