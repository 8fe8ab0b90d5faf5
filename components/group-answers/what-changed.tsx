'use client'

import { useGroupAnswerHistory } from '#client/group-answers.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Difference } from '#components/ui/difference.tsx'
import type { GroupAnswer } from '#domain/group-answer.ts'
import * as say from '#messages/group-answer-tools.ts'

/** For whoever took a position on an earlier version: what it says now that it did not say then. */
export function WhatChanged({ answer: { id, current }, since }: { answer: GroupAnswer; since: number }) {
  const history = useGroupAnswerHistory(useTalkPlace(), id)
  const before = history?.versions.find(({ version }) => version === since)
  return (
    <div role="status" className="rounded-md border border-muted p-3 text-sm">
      <p>{say.changedSince({ version: since })}</p>
      {before && current && <Difference before={before.body} after={current.body} />}
    </div>
  )
}
