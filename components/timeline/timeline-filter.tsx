import { FilterStatus } from '#components/timeline/filter-status.tsx'
import type { ChapterItem } from '#domain/guide.ts'
import type { TimelinePeriod } from '#domain/guide-entries.ts'

type FilterProps = { chapters: ChapterItem[]; periods: TimelinePeriod[] }

const LINK =
  'flex items-center justify-center rounded-md border border-line px-2 target hover:border-ink target:border-accent target:bg-accent target:text-accent-ink'

/** On a phone one line that is pushed sideways: the events matter more than the choice among them. */
const ROW =
  'flex gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:*:shrink-0 max-sm:[scrollbar-width:thin] sm:flex-wrap'

/**
 * Shows one chapter's or one period's events. Each choice is a link to itself, and the style sheet hides what does not belong to
 * the one that the address names. So it works without JavaScript, can be linked to, and "back" takes it back.
 */
export function TimelineFilter({ chapters, periods }: FilterProps) {
  const events = periods.flatMap((period) => period.events)
  const told = chapters
    .map((chapter) => ({
      ...chapter,
      count: events.filter((event) => event.appearances.some((at) => at.number === chapter.number)).length,
    }))
    .filter(({ count }) => count > 0)
  const counts = {
    ...Object.fromEntries(told.map(({ number, title, count }) => [`chapter-${number}`, `Chapter ${number}, ${title}: ${count} of `])),
    ...Object.fromEntries(periods.map(({ id, title, events: inside }) => [`period-${id}`, `${title}: ${inside.length} of `])),
  }
  return (
    <nav aria-label="Show" className="no-print timeline-filter">
      <style>{filterRules(told, periods)}</style>
      <p className="label-caps mb-1">Chapter</p>
      <ul className={ROW}>
        <li>
          <a id="all" href="#all" className={LINK}>
            All
          </a>
        </li>
        {told.map(({ number, title }) => (
          <li key={number}>
            <a id={`chapter-${number}`} href={`#chapter-${number}`} title={title} aria-label={`${number}, ${title}`} className={LINK}>
              {number}
            </a>
          </li>
        ))}
      </ul>
      {periods.length > 1 && (
        <>
          <p className="label-caps mt-3 mb-1">Period</p>
          <ul className={ROW}>
            {periods.map(({ id, title }) => (
              <li key={id}>
                <a id={`period-${id}`} href={`#period-${id}`} className={LINK}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <FilterStatus counts={counts} total={events.length} />
    </nav>
  )
}

/** Ids are numbers and slugs, so nothing in them can leave the rule. */
function filterRules(chapters: { number: number }[], periods: { id: string }[]): string {
  const choices = [
    ...chapters.map(({ number }) => [`chapter-${number}`, `[data-chapters~="${number}"]`]),
    ...periods.map(({ id }) => [`period-${id}`, `[data-period="${id}"]`]),
  ]
  return choices
    .map(
      ([id, belongs]) =>
        `.timeline:has(#${id}:target){.event:not(${belongs}),.period:not(:has(${belongs})){display:none}.dot:not(${belongs}){opacity:.15}}`,
    )
    .join('\n')
}
