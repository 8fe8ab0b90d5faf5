'use client'

import { useState } from 'react'
import { useRewordings } from '#client/rewordings.ts'
import { RewordedWords } from '#components/threads/reworded-words.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Time } from '#components/ui/time.tsx'
import { changesOf, type EditedWords, REWORDINGS_KEPT, type Reworded } from '#domain/rewording.ts'
import * as say from '#messages/earlier-versions.ts'

/** What some words were before they were changed, the last change first. */
export function EarlierVersions({ words }: { words: EditedWords }) {
  const { groupId } = useTalkPlace()
  const { data: earlier, error } = useRewordings(groupId, words, words.version)
  if (error) return <p role="alert">{error.message}</p>
  if (!earlier) return null
  const changes = changesOf(earlier, words)
  return (
    <section aria-label={say.earlierVersions()} className="my-1 space-y-1 rounded-md border border-line p-2 text-sm">
      <p className="text-muted">{changes.length > 0 ? say.howToRead() : say.noneKept()}</p>
      {changes.map((change, at) => (
        <Change key={change.before.version} reworded={change} isLast={at === 0} />
      ))}
      {earlier.length === REWORDINGS_KEPT && <p className="text-muted">{say.mostKept({ most: REWORDINGS_KEPT })}</p>}
    </section>
  )
}

type ChangeProps = { reworded: Reworded; isLast: boolean }

/** One version and what became of it; that is worked out when somebody looks. */
function Change({ reworded, isLast }: ChangeProps) {
  const [open, setOpen] = useState(isLast)
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="target content-center">
        {say.written()} <Time at={reworded.before.writtenAt} />
      </summary>
      {open && <RewordedWords reworded={reworded} />}
    </details>
  )
}
