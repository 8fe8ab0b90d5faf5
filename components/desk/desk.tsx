'use client'

import { useChanges } from '#client/changes.ts'
import { useLive } from '#client/live.ts'
import { ChangedChapter } from '#components/desk/changed-chapter.tsx'
import { DeskProvider } from '#components/desk/desk-context.tsx'
import type { Changes } from '#domain/change.ts'
import { countWaiting } from '#domain/changes-waiting.ts'

type DeskProps = { groupId: string; initial: Changes; leads: boolean; language: string }

/** Where notes are put right after their text was edited. */
export function Desk({ groupId, initial, leads, language }: DeskProps) {
  const { own, others, chapters } = useChanges(groupId, initial)
  useLive(groupId)
  return (
    <DeskProvider desk={{ groupId, language, chapters }}>
      <Part id="own" title="Your notes" chapters={own} />
      {leads && <Part id="others" title="Notes of the others" chapters={others} />}
    </DeskProvider>
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
