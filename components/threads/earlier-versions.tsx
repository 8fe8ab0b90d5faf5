'use client'

import { useState } from 'react'
import { useRewordings } from '#client/rewordings.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Difference } from '#components/ui/difference.tsx'
import { Time } from '#components/ui/time.tsx'
import { type EditedWords, REWORDINGS_KEPT, type Rewording } from '#domain/rewording.ts'
import * as say from '#messages/earlier-versions.ts'

/** What some words were before they were changed, the last change first. */
export function EarlierVersions({ words }: { words: EditedWords }) {
  const { groupId } = useTalkPlace()
  const { data: earlier, error } = useRewordings(groupId, words, words.version)
  if (error) return <p role="alert">{error.message}</p>
  if (!earlier) return null
  const changes = earlier.map((before, at) => ({ before, after: earlier[at + 1]?.body ?? words.body })).reverse()
  return (
    <section aria-label={say.earlierVersions()} className="my-1 space-y-1 rounded-md border border-line p-2 text-sm">
      <p className="text-muted">{changes.length > 0 ? say.howToRead() : say.noneKept()}</p>
      {changes.map((change, at) => (
        <Change key={change.before.version} {...change} isLast={at === 0} />
      ))}
      {earlier.length === REWORDINGS_KEPT && <p className="text-muted">{say.mostKept({ most: REWORDINGS_KEPT })}</p>}
    </section>
  )
}

type ChangeProps = { before: Rewording; after: string; isLast: boolean }

/** One version and what became of it; that is worked out when somebody looks. */
function Change({ before, after, isLast }: ChangeProps) {
  const [open, setOpen] = useState(isLast)
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="target content-center">
        {say.written()} <Time at={before.writtenAt} />
      </summary>
      {open && <Difference before={before.body} after={after} />}
    </details>
  )
}
