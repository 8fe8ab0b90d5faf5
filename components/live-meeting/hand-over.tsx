'use client'

import { type FormEvent, useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { MeetingRole, MOST_HAND_OVER } from '#domain/live-meeting/action.ts'
import * as hand from '#messages/hand-over.ts'

/** Where whoever holds a role leaves a note to the next who will. */
export function HandOver() {
  const { run, viewer } = useLivePlace()
  const held = MeetingRole.options.filter((role) => run.roles[role] === viewer.userId)
  if (run.phase === 'PLANNED' || held.length === 0) return null
  return (
    <div className="mt-4 space-y-4">
      {held.map((role) => (
        <Note key={role} role={role} />
      ))}
    </div>
  )
}

function Note({ role }: { role: MeetingRole }) {
  const { meeting, run, act, viewer } = useLivePlace()
  const kept = run.handOver[role]?.text ?? ''
  const draft = useDraft(`${viewer.accountId}:hand-over:${meeting.id}:${role}`, kept)
  const [isLeft, setLeft] = useState(false)
  const leave = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    act({ type: 'hand-over-written', role, text: draft.text.trim() })
    draft.clear()
    setLeft(true)
  }
  return (
    <form method="post" onSubmit={leave} className="space-y-2">
      <TextArea
        label={hand.toNext({ role })}
        hint={hand.hint()}
        rows={3}
        dir="auto"
        maxLength={MOST_HAND_OVER}
        value={draft.text}
        onChange={({ target }) => {
          setLeft(false)
          draft.setText(target.value)
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={draft.text.trim() === kept}>
          {kept ? hand.change() : hand.leave()}
        </Button>
        <p role="status" className="text-muted text-sm">
          {isLeft && draft.text.trim() === kept && hand.isLeft()}
        </p>
      </div>
    </form>
  )
}
