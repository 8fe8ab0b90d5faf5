import { Notice } from '#components/ui/notice.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { ChapterItem } from '#domain/guide.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { MeetingItem, Schedule } from '#domain/meeting.ts'
import type { PlannedMeeting } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'

/** What a plan stands among: the guide's chapters, and what is planned already. */
export type PlanSurroundings = { chapters: Pick<ChapterItem, 'slug' | 'number' | 'part' | 'title'>[]; meetings: MeetingItem[] }

type PreviewProps = PlanSurroundings & { schedule: Schedule; planned: PlannedMeeting[] }

/** What the plan makes, week by week. */
export function PlanPreview({ schedule, planned, chapters, meetings }: PreviewProps) {
  const already = new Map(meetings.filter(({ status }) => status === 'SCHEDULED').map((meeting) => [meeting.chapter, meeting]))
  const titleOf = (slug: string) => {
    const chapter = chapters.find((each) => each.slug === slug)
    return chapter && numberedTitle(chapter)
  }
  const moved = planned.find(({ time }) => time !== schedule.time)
  return (
    <section aria-labelledby="preview" className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
      <h2 id="preview">This will be planned</h2>
      {planned.length === 0 && <p className="mt-2 text-muted">Fill in date, time and number, and the weeks will stand here.</p>}
      {planned.length > 0 && planned.length < schedule.number && (
        <p className="mt-2 text-muted">
          The guide ends after {planned.length === 1 ? 'this chapter' : `these ${planned.length} chapters`}, so there are no more.
        </p>
      )}
      <ol className="mt-3 divide-y divide-line border-line border-y">
        {planned.map(({ chapter, date, time, startsAt }, index) => {
          const beginsYear = planned[index - 1]?.date.slice(0, 4) !== date.slice(0, 4)
          const other = already.get(chapter)
          return (
            <li key={chapter} className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-4 py-2">
              <time dateTime={startsAt} className="tabular-nums">
                {dateWords(date, true)}, {time}
                {beginsYear && <span className="block text-muted text-sm">{date.slice(0, 4)}</span>}
              </time>
              <span>
                {titleOf(chapter)}
                {other && (
                  <span className="block text-muted text-sm">
                    Already planned for {dateWords(wallClock(other.startsAt, other.timeZone).date, true)}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      {moved && (
        <div className="mt-3">
          <Notice>
            On {dateWords(moved.date, true)} the clocks skip {schedule.time}, so that session begins at {moved.time}.
          </Notice>
        </div>
      )}
    </section>
  )
}
