import { MeetingTime } from '#components/meetings/meeting-time.tsx'
import type { PlannedItem } from '#domain/rearrange.ts'
import * as m from '#messages/schedule.ts'

type PreviewProps = {
  /** What differs, and the plan that it differs from. */
  changed: PlannedItem[]
  plan: PlannedItem[]
  titleOf: (slug: string) => string
}

/** What a change makes of the plan, session by session. */
export function RearrangePreview({ changed, plan, titleOf }: PreviewProps) {
  if (changed.length === 0) return <p className="text-muted">{m.nothingChanges()}</p>
  const before = new Map(plan.map((item) => [item.id, item]))
  return (
    <section aria-labelledby="rearranged" aria-live="polite">
      <h3 id="rearranged" className="font-medium">
        {m.thisChanges()}
      </h3>
      <ol className="mt-1 max-h-64 divide-y divide-line overflow-y-auto border-line border-y">
        {changed.map((item) => {
          const old = before.get(item.id)
          return (
            <li key={item.id} className="py-2">
              <span className="block">{item.chapters.map(titleOf).join(' · ')}</span>
              <span className="block text-muted text-sm">
                {old && old.startsAt !== item.startsAt && (
                  <>
                    <s>
                      <MeetingTime meeting={old} short />
                    </s>{' '}
                    →{' '}
                  </>
                )}
                <MeetingTime meeting={item} short />
                {!old && ` · ${m.isNew()}`}
                {item.merged && ` · ${m.willBeCancelled()}`}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
