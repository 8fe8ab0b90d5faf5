'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useBringNotes } from '#client/brought-notes.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { BroughtReply, BroughtTally } from '#domain/brought-notes/brought-note.ts'
import { doneBy, type FormReply } from '#domain/form-reply.ts'
import * as say from '#messages/brought.ts'

type BringProps = { groupId: string; viewer: string; reply: FormReply | null }

/** A file of notes, what of it would come into the group, and then its coming. Without scripts it is chosen for each of the two. */
export function BringNotes({ groupId, viewer, reply }: BringProps) {
  const sending = useBringNotes(groupId)
  const { mutate, isPending, reset, variables, isIdle } = sending
  const action = `/api/groups/${groupId}/brought-notes`
  const plain = { action, back: `/groups/${groupId}/brought-notes`, reply, files: true, fields: { viewer } }
  const told = isIdle ? doneBy<BroughtReply>(reply, action) : null
  const [file, setFile] = useState<File | null>(null)
  const choose = (chosen: File | null) => {
    setFile(chosen)
    reset()
  }
  const send = (stores: boolean) => file && mutate({ file, stores })
  const data = sending.data ?? told ?? undefined
  const notes = data ? data.standing + data.sought : 0
  const isDone = told ? told.stored === true : data !== undefined && variables?.stores === true
  return (
    <Form onSubmit={() => send(sending.data !== undefined)} plain={plain} error={whyFailed(sending, plain)}>
      <Field
        label={say.file()}
        type="file"
        name="file"
        accept=".json,.jsonld,application/json,application/ld+json"
        required
        onChange={({ target }) => choose(target.files?.[0] ?? null)}
      />
      <div aria-live="polite" className="space-y-5">
        {data && <Tally tally={data} />}
        {isDone && (
          <Notice title={say.done({ notes })}>
            <Link href={`/groups/${groupId}` as Route} className="link">
              {say.backToGroup()}
            </Link>
          </Notice>
        )}
      </div>
      {!isDone && (
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" busy={isPending} disabled={sending.data && notes + sending.data.replies === 0}>
            {sending.data ? say.bring({ notes }) : say.look()}
          </Button>
          <Button type="submit" className="without-script" name="stores" value="yes">
            {say.bringAll()}
          </Button>
        </div>
      )}
    </Form>
  )
}

const LINES = {
  ...{ standing: say.standing, sought: say.sought, replies: say.replies, known: say.known },
  ...{ elsewhere: say.elsewhere, secret: say.secret, unfit: say.unfit, others: say.others },
} satisfies Record<keyof BroughtTally, (about: { count: number }) => string>

/** What of the file comes in, and what stays out and why. */
function Tally({ tally }: { tally: BroughtTally }) {
  const lines = (Object.keys(LINES) as (keyof BroughtTally)[]).filter((part) => tally[part] > 0)
  if (lines.length === 0) return <p>{say.nothing()}</p>
  return (
    <ul className="list-disc space-y-1 ps-5">
      {lines.map((part) => (
        <li key={part}>{LINES[part]({ count: tally[part] })}</li>
      ))}
    </ul>
  )
}
