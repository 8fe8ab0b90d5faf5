'use client'

import { useChanges } from '#client/changes.ts'
import { useLive } from '#client/live.ts'
import { ChangedChapter } from '#components/text-changes/changed-chapter.tsx'
import { ChangesProvider } from '#components/text-changes/changes-context.tsx'
import type { Changes } from '#domain/change.ts'
import { countWaiting } from '#domain/changes-waiting.ts'

type TextChangesProps = { groupId: string; initial: Changes; leads: boolean; language: string }

/** Where notes are put right after their text was edited. */
export function TextChanges({ groupId, initial, leads, language }: TextChangesProps) {
  const { own, others, chapters } = useChanges(groupId, initial)
  useLive(groupId)
  return (
    <ChangesProvider place={{ groupId, language, chapters }}>
      <Part id="own" title="Your notes" chapters={own} />
      {leads && <Part id="others" title="Notes of the others" chapters={others} />}
    </ChangesProvider>
  )
}

function Part({ id, title, chapters }: { id: 'own' | 'others'; title: string; chapters: Changes['own'] }) {
  const waiting = countWaiting(chapters)
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <p className="mt-1 text-muted" role="status">
        {waiting === 0 ? 'Nothing waits here.' : waiting === 1 ? 'One note waits.' : `${waiting} notes wait.`}
      </p>
      {chapters.map((chapter) => (
        <ChangedChapter key={chapter.chapter} changes={chapter} part={id} />
      ))}
    </section>
  )
}
