'use client'

import { useVoteForQuestion } from '#client/group-questions.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { useTellFailure } from '#components/ui/toast.tsx'
import type { GroupQuestion } from '#domain/group-question.ts'
import * as say from '#messages/group-questions.ts'

/** How many would like the group to discuss a suggestion; the reader may be one of them. */
export function Vote({ question: { id, votes, voted } }: { question: GroupQuestion }) {
  const vote = useVoteForQuestion(useTalkPlace(), id)
  const tell = useTellFailure()
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
      <Button
        size="small"
        className="needs-script adds"
        variant={voted ? 'primary' : 'quiet'}
        aria-pressed={voted}
        busy={vote.isPending}
        onClick={() => vote.mutate(!voted, { onError: tell })}
      >
        {say.wantToDiscuss()}
      </Button>
      <span className="text-muted">{say.votes({ votes })}</span>
    </div>
  )
}
