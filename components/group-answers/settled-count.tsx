'use client'

import { useGroupAnswers } from '#client/group-answers.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import * as say from '#messages/group-answers.ts'

/** How many of the chapter's questions the group has settled; nothing before it has begun with one. */
export function SettledCount({ questionIds }: { questionIds: readonly string[] }) {
  const answers = useGroupAnswers(useTalkPlace()).filter(({ questionId }) => questionIds.includes(questionId))
  if (answers.length === 0) return null
  const settled = answers.filter(({ state }) => state === 'AGREED' || state === 'RECORDED').length
  return <p className="mt-1 text-muted text-sm">{say.settledCount({ settled, total: questionIds.length })}</p>
}
