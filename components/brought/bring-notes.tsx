'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useBringNotes } from '#client/brought-notes.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { BroughtTally } from '#domain/brought/brought-note.ts'
import * as say from '#messages/brought.ts'

/** A file of notes, what of it would come into the group, and then its coming. Only scripts can send a file as it is. */
export function BringNotes({ groupId }: { groupId: string }) {
  const { mutate, data, error, isPending, reset, variables } = useBringNotes(groupId)
  const [file, setFile] = useState<File | null>(null)
  const choose = (chosen: File | null) => {
    setFile(chosen)
    reset()
  }
  const send = (stores: boolean) => file && mutate({ file, stores })
  const notes = data ? data.standing + data.sought : 0
  const isDone = data !== undefined && variables?.stores === true
  return (
    <Form onSubmit={() => send(data !== undefined)} error={error}>
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
        <Button type="submit" variant="primary" busy={isPending} disabled={!file || (data !== undefined && notes + data.replies === 0)}>
          {data === undefined ? say.look() : say.bring({ notes })}
        </Button>
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
