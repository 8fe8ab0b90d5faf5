import type { Route } from 'next'
import Link from 'next/link'
import { clockAt } from '#components/meetings/meeting-time.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import type { Meeting } from '#domain/meeting.ts'

/** The agenda that the group keeps for this session. What was held stays as it was. */
export function StoredAgenda({ meeting, items, groupBase }: { meeting: Meeting; items: RunItem[]; groupBase: string }) {
  const begins = items.map((_, index) => items.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0))
  return (
    <ol className="divide-y divide-line border-line border-y">
      {items.map(({ id, title, chapter, minutes, kind, paragraphs }, index) => (
        <li key={id} className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-3 py-3">
          <span className="pt-0.5 text-sm tabular-nums">{clockAt(meeting, begins[index] ?? 0)}</span>
          <div>
            <p dir="auto" className="whitespace-pre-line wrap-anywhere leading-snug">
              {title}
            </p>
            <p className="mt-1 flex flex-wrap gap-x-3 text-muted text-sm">
              <span>{minutes} min</span>
              {kind && <span className="capitalize">{kind}</span>}
              {paragraphs.map((label) => (
                <Link
                  key={label}
                  href={`${groupBase}/${chapter ?? meeting.chapter}#p${label}` as Route}
                  prefetch={false}
                  className="inline-block py-1 link"
                >
                  ¶&nbsp;{label}
                </Link>
              ))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
