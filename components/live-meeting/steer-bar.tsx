'use client'

import { ArrowLeft, ArrowRight, Plus } from 'lucide-react'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { isForReading, StartReading } from '#components/live-meeting/tools.tsx'
import { Button } from '#components/ui/button.tsx'
import { neighbours } from '#domain/live-meeting/clock.ts'

/** How much more an item gets by one press. */
const MORE = 2

/** Back, a little more time, on: for whoever steers. */
export function SteerBar() {
  const { run, act, may } = useLivePlace()
  const { current, previous, next } = neighbours(run)
  if (!current || !may({ type: 'closed' })) return null
  // Time comes from the next item that has some to give; the last item makes the session longer.
  const giver = run.items.slice(run.items.indexOf(current) + 1).find(({ minutes }) => minutes > MORE)
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {isForReading(run) && <StartReading variant="primary" />}
      <Button disabled={!previous} onClick={() => previous && act({ type: 'item-opened', itemId: previous.id })}>
        <ArrowLeft aria-hidden size={18} className="rtl:-scale-x-100" />
        Back
      </Button>
      <Button onClick={() => act({ type: 'minutes-given', itemId: current.id, fromId: giver?.id ?? null, minutes: MORE })}>
        <Plus aria-hidden size={18} />
        {MORE} minutes
      </Button>
      {next ? (
        <Button variant="primary" className="w-full sm:w-auto" onClick={() => act({ type: 'item-opened', itemId: next.id })}>
          Next: <span className="max-w-48 truncate">{next.title}</span>
          <ArrowRight aria-hidden size={18} className="shrink-0 rtl:-scale-x-100" />
        </Button>
      ) : (
        <Button variant="primary" className="w-full sm:w-auto" onClick={() => act({ type: 'closed' })}>
          Close the session
        </Button>
      )}
    </div>
  )
}
