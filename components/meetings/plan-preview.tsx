import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { ChapterItem } from '#domain/guide.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { MeetingItem, Schedule } from '#domain/meeting.ts'
import type { PlannedMeeting } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/schedule.ts'

/** What a plan stands among: the guide's chapters, and what is planned already. */
export type PlanSurroundings = { chapters: Pick<ChapterItem, 'slug' | 'number' | 'part' | 'title'>[]; meetings: MeetingItem[] }

type PreviewProps = PlanSurroundings & { schedule: Schedule; planned: PlannedMeeting[]; setWeeksOff: (weeksOff: string[]) => void }

/** What the plan makes, week by week. */
export function PlanPreview({ schedule, planned, chapters, meetings, setWeeksOff }: PreviewProps) {
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
      {planned.length > 0 && planned.length < schedule.number && <p className="mt-2 text-muted">{m.fewerAtEnd()}</p>}
      <ol className="mt-3 divide-y divide-line border-line border-y">
        {withWeeksOff(planned, schedule.weeksOff).map((row, index, rows) => {
          const beginsYear = rows[index - 1]?.date.slice(0, 4) !== row.date.slice(0, 4)
          const day = dateWords(row.date, true)
          return (
            <li
              key={row.date}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 py-2 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]"
            >
              <time dateTime={row.meeting?.startsAt ?? row.date} className="tabular-nums max-sm:col-span-2">
                {day}
                {row.meeting && `, ${row.meeting.time}`}
                {beginsYear && <span className="block text-muted text-sm">{row.date.slice(0, 4)}</span>}
              </time>
              {row.meeting ? (
                <Taken meeting={row.meeting} titleOf={titleOf} already={already} />
              ) : (
                <span className="text-muted">{m.weekOff()}</span>
              )}
              {row.meeting ? (
                <Button
                  variant="plain"
                  size="small"
                  aria-label={m.takeOffNamed({ date: day })}
                  onClick={() => setWeeksOff([...schedule.weeksOff, row.date])}
                >
                  {m.weekOff()}
                </Button>
              ) : (
                <Button
                  variant="plain"
                  size="small"
                  aria-label={m.meetAfterAllNamed({ date: day })}
                  onClick={() => setWeeksOff(schedule.weeksOff.filter((off) => off !== row.date))}
                >
                  {m.meetAfterAll()}
                </Button>
              )}
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

type Row = { date: string; meeting: PlannedMeeting | null }

/** The plan with the weeks off that lie in it. */
function withWeeksOff(planned: PlannedMeeting[], weeksOff: string[]): Row[] {
  const meetings = planned.map((meeting): Row => ({ date: meeting.date, meeting }))
  const off = planned.length > 0 ? weeksOff.map((date): Row => ({ date, meeting: null })) : []
  return [...meetings, ...off].sort((a, b) => a.date.localeCompare(b.date))
}

type TakenProps = { meeting: PlannedMeeting; titleOf: (slug: string) => string | undefined; already: Map<string, MeetingItem> }

/** What a planned meeting takes up, and which of it stands in the plan already. */
function Taken({ meeting, titleOf, already }: TakenProps) {
  return (
    <span className="min-w-0 wrap-anywhere">
      {[meeting.chapter, ...meeting.moreChapters].map((chapter) => {
        const other = already.get(chapter)
        return (
          <span key={chapter} className="block">
            {titleOf(chapter)}
            {other && (
              <span className="block text-muted text-sm">
                Already planned for {dateWords(wallClock(other.startsAt, other.timeZone).date, true)}
              </span>
            )}
          </span>
        )
      })}
    </span>
  )
}
