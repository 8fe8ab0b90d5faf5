'use client'

import { useWritersOn } from '#client/presence.ts'
import { useNameOf } from '#components/threads/talk-place.tsx'
import type { ThreadSubject } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'
import * as say from '#messages/threads.ts'

/** Who is writing a reply in a thread now. It takes what room its line has, moves nothing, and is not read out by itself. */
export function WritingNow({ subject }: { subject: ThreadSubject }) {
  const writers = useWritersOn(subjectIdOf(subject))
  const nameOf = useNameOf()
  const [first] = writers
  if (!first) return null
  return (
    <span className="min-w-0 flex-[1_1_0%] self-center truncate px-2.5 text-muted text-sm">
      {say.writingNow({ name: nameOf(first), others: writers.length - 1 })}
    </span>
  )
}
