'use client'

import { useState } from 'react'
import { copyText } from '#client/copy.ts'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { FlagInGroup } from '#components/threads/flag-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Around } from '#domain/live-meeting/summary.ts'
import { mayWriteSummary } from '#domain/permissions.ts'
import * as m from '#messages/live-meeting.ts'
import { whatYouMissed } from '#messages/missed.ts'

const SummaryEditor = later(() => import('#components/meetings/summary-editor.tsx').then((file) => file.SummaryEditor))

/** What came of a meeting, as its note-taker published it, and ways to hand it on. */
export function SummarySection({ around }: { around: Around }) {
  const { groupId, meeting, run, viewer, may } = useLivePlace()
  const [editing, setEditing] = useState(false)
  const toast = useToast()
  const { summary } = meeting
  const mayWrite = mayWriteSummary({ steers: may({ type: 'closed' }), takesNotes: run.roles.NOTE_TAKER === viewer.userId })
  if (editing) return <SummaryEditor around={around} onDone={() => setEditing(false)} />
  const copy = async (text: string) => toast((await copyText(text)) ? m.copied() : m.copyFailed())
  return (
    <div className="space-y-4">
      {summary ? (
        <>
          <Prose html={summary.html} />
          <p className="text-muted text-sm">
            {summary.creator && m.summaryBy({ name: summary.creator.name })} · <Time at={summary.publishedAt} />
          </p>
        </>
      ) : (
        <p className="text-muted">{m.notSummarised()}</p>
      )}
      <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2">
        {mayWrite && (
          <Button variant={summary ? 'quiet' : 'primary'} onClick={() => setEditing(true)}>
            {summary ? m.editSummary() : m.writeSummary()}
          </Button>
        )}
        {summary && (
          <>
            <Button variant="plain" className="max-sm:px-0" onClick={() => copy(summary.body.replaceAll('**', ''))}>
              {m.copyText()}
            </Button>
            {summary.short && (
              <Button variant="plain" className="max-sm:px-0" onClick={() => copy(summary.short)}>
                {m.copyShort()}
              </Button>
            )}
          </>
        )}
        <a href={`/groups/${groupId}/meetings/${meeting.id}/missed`} className="inline-flex items-center target link">
          {whatYouMissed()}
        </a>
        {summary && summary.creator?.id !== viewer.userId && (
          <span className="max-sm:-ms-2.5">
            <FlagInGroup groupId={groupId} noun="summary" id={meeting.id} />
          </span>
        )}
      </div>
    </div>
  )
}
