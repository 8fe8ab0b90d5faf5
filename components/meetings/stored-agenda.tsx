import { ItemLinks } from '#components/live-meeting/item-links.tsx'
import { clockAt } from '#components/meetings/meeting-time.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import type { Meeting } from '#domain/meeting.ts'

/** The agenda that the group keeps for this session. What was held stays as it was. */
export function StoredAgenda({ meeting, items, groupBase }: { meeting: Meeting; items: RunItem[]; groupBase: string }) {
  const begins = items.map((_, index) => items.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0))
  return (
    <ol className="divide-y divide-line border-line border-y">
      {items.map((item, index) => (
        <li key={item.id} className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-3 py-3">
          <span className="pt-0.5 text-sm tabular-nums">{clockAt(meeting, begins[index] ?? 0)}</span>
          <div>
            <p dir="auto" className="whitespace-pre-line wrap-anywhere leading-snug">
              {item.title}
            </p>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 text-muted text-sm">
              <span>{item.minutes} min</span>
              {item.kind && <span className="capitalize">{item.kind}</span>}
              <ItemLinks item={item} groupBase={groupBase} chapter={meeting.chapter} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
