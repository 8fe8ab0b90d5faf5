'use client'

import { useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { fieldsOf } from '#client/http.ts'
import { usePublishSummary } from '#client/meetings.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { EditConflict } from '#components/threads/edit-conflict.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { type Around, draftShort, draftSummary, MOST_MESSAGES, MOST_SUMMARY } from '#domain/live-meeting/summary.ts'
import type { Summary } from '#domain/meeting.ts'
import { Problem } from '#domain/problem.ts'
import { countMessages } from '#domain/text-message.ts'
import * as m from '#messages/live-meeting.ts'

/** The summary on its way: made from the minutes, changed by hand, published for everybody. What is typed outlives a reload. */
export function SummaryEditor({ around, onDone }: { around: Around; onDone: () => void }) {
  const { groupId, meeting, run, viewer } = useLivePlace()
  const held = { meeting, run, ...around }
  const publish = usePublishSummary(groupId, meeting.id)
  const [from, setFrom] = useState(meeting.summary?.version ?? 0)
  const [made] = useState(() => meeting.summary ?? { body: draftSummary(held), short: draftShort(held) })
  const name = `${viewer.accountId}:summary:${meeting.id}`
  const body = useDraft(name, made.body)
  const short = useDraft(`${name}:short`, made.short)
  const finish = () => {
    body.clear()
    short.clear()
    onDone()
  }
  const save = (version = from) => publish.mutate({ version, body: body.text, short: short.text }, { onSuccess: finish })
  const makeAgain = () => {
    body.setText(draftSummary(held))
    short.setText(draftShort(held))
  }
  const { messages } = countMessages(short.text.trim())
  const current = publish.error instanceof Problem && publish.error.kind === 'conflict' ? (publish.error.extra.current as Summary) : null
  const fields = fieldsOf(publish.error)
  const take = (text: string) => {
    body.setText(text)
    setFrom(current?.version ?? 0)
    publish.reset()
  }
  return (
    <Form onSubmit={() => save()} error={current ? null : publish.error}>
      <p className="text-muted">{m.madeFromMinutes()}</p>
      <TextArea
        label={m.summary()}
        rows={12}
        dir="auto"
        maxLength={MOST_SUMMARY}
        value={body.text}
        error={fields.body}
        onChange={({ target }) => body.setText(target.value)}
      />
      <TextArea
        label={m.shortForm()}
        hint={m.messagesCount({ count: messages, most: MOST_MESSAGES })}
        rows={4}
        dir="auto"
        value={short.text}
        error={fields.short}
        onChange={({ target }) => short.setText(target.value)}
      />
      {current && publish.error && (
        <EditConflict
          message={publish.error.message}
          current={current}
          onKeepMine={() => {
            setFrom(current.version)
            save(current.version)
          }}
          onTakeCurrent={() => take(current.body)}
          onMerge={() => take(`${current.body}\n\n${body.text}`)}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={publish.isPending}>
          {m.publish()}
        </Button>
        <Button onClick={onDone}>{m.later()}</Button>
        <Button variant="plain" onClick={makeAgain}>
          {m.fromMinutesAgain()}
        </Button>
      </div>
    </Form>
  )
}
