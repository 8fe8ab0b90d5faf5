import { Appearances } from '#components/guides/appearances.tsx'
import type { TimelinePeriod } from '#domain/guide-entries.ts'
import { spanInWords } from '#domain/timeline.ts'

/** Every event with the chapters that tell of it, period by period. */
export function EventList({ guide, periods }: { guide: string; periods: TimelinePeriod[] }) {
  return (
    <>
      {periods.map(({ id, title, events }) => (
        <section key={id} aria-labelledby={`title-${id}`} className="period mt-8">
          <h2 id={`title-${id}`} className="border-line border-b pb-1">
            {title}
          </h2>
          <ol className="divide-y divide-line">
            {events.map((event) => (
              <li
                key={event.id}
                id={`date-${event.id}`}
                data-period={id}
                data-chapters={event.appearances.map(({ number }) => number).join(' ')}
                className="entry event gap-x-8 py-3 sm:grid sm:grid-cols-[14rem_minmax(0,34rem)]"
              >
                <p className="text-muted tabular-nums">{spanInWords(event)}</p>
                <div>
                  <h3 className="text-base">{event.title}</h3>
                  {event.text && <p>{event.text}</p>}
                  <Appearances guide={guide} appearances={event.appearances} />
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}
