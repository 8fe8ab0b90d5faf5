'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { isFollowing, keepFollowing, useLead } from '#client/lead.ts'
import { useKeptInSight } from '#components/live-meeting/use-kept-in-sight.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import * as m from '#messages/follow.ts'

/** While a session runs: keeps the text that somebody reads at the facilitator’s paragraph, until they turn it off or scroll away. */
export function FollowSession({ meetingId }: { meetingId: string }) {
  const { groupId, chapter } = useTalkPlace()
  const lead = useLead(groupId, meetingId)
  const router = useRouter()
  const [state, setState] = useState<'OFF' | 'ON' | 'LEFT'>(isFollowing(meetingId) ? 'ON' : 'OFF')
  const turn = (to: typeof state) => {
    keepFollowing(meetingId, to === 'ON')
    setState(to)
  }
  const follows = state === 'ON'
  const isHere = lead?.chapter === chapter
  const anchor = lead?.paragraph != null ? `p${lead.paragraph}` : lead?.questionId != null ? `question-${lead.questionId}` : null
  useKeptInSight(follows && isHere ? anchor : null, () => turn('LEFT'))
  const elsewhere = follows && lead && !isHere && lead.title !== null ? lead.chapter : null
  useEffect(() => {
    if (elsewhere !== null) router.push(`/groups/${groupId}/${elsewhere}` as Route)
  }, [elsewhere, groupId, router])
  return (
    <section
      aria-label={m.whereItIs()}
      className="no-print pointer-events-none fixed inset-x-0 bottom-[calc(var(--bottom-bar,0px)+0.75rem)] z-10 flex justify-center px-3"
    >
      <div className="pointer-events-auto max-w-full rounded-2xl border border-muted bg-raised px-4 shadow-md">
        <button
          type="button"
          role="switch"
          aria-checked={follows}
          onClick={() => turn(follows ? 'OFF' : 'ON')}
          className="group flex w-full items-center justify-center gap-3 font-medium target"
        >
          <span
            aria-hidden
            className="flex h-5 w-9 shrink-0 rounded-full border border-muted p-0.5 group-aria-checked:justify-end group-aria-checked:border-accent group-aria-checked:bg-accent"
          >
            <span className="size-3.5 rounded-full bg-muted group-aria-checked:bg-accent-ink" />
          </span>
          {m.follow()}
          {isHere && lead.paragraph !== null && <span className="text-muted tabular-nums">¶&nbsp;{lead.paragraph}</span>}
        </button>
        <p role="status" className="max-w-80 pb-2 text-center text-muted text-sm empty:hidden">
          {state === 'LEFT' && m.youScrolledAway()}
          {follows && isHere && anchor === null && m.notInText()}
        </p>
      </div>
    </section>
  )
}
