'use client'

import { useDeviceZone } from '#client/clock.ts'
import { dateWords } from '#domain/date-words.ts'
import type { MeetingItem } from '#domain/meeting.ts'
import { wallClock } from '#domain/wall-clock.ts'

type When = Pick<MeetingItem, 'startsAt' | 'minutes' | 'timeZone'>

/** What clocks at the meeting show some minutes after its start: "18:45". */
export function clockAt({ startsAt, timeZone }: When, minutes: number): string {
  return wallClock(new Date(Date.parse(startsAt) + minutes * 60_000).toISOString(), timeZone).time
}

/** "Europe/London" → "London time". */
const zoneWords = (timeZone: string) => `${timeZone.split('/').at(-1)?.replaceAll('_', ' ')} time`

/** When a meeting is, by the clocks of its own place. */
export function MeetingTime({ meeting, short = false }: { meeting: When; short?: boolean }) {
  const { date, time } = wallClock(meeting.startsAt, meeting.timeZone)
  return (
    <time dateTime={meeting.startsAt}>
      {dateWords(date, short)},{' '}
      <span className="whitespace-nowrap">
        {time}–{clockAt(meeting, meeting.minutes)}
      </span>
    </time>
  )
}

/** The same moment by the reader's own clock, only where that shows something else. */
export function ReaderTime({ meeting, className = '' }: { meeting: When; className?: string }) {
  const device = useDeviceZone()
  if (!device) return null
  const [there, here] = [wallClock(meeting.startsAt, meeting.timeZone), wallClock(meeting.startsAt, device)]
  if (there.date === here.date && there.time === here.time) return null
  return (
    <span className={className}>
      {zoneWords(meeting.timeZone)}; for you {here.date === there.date ? '' : `${dateWords(here.date, true)}, `}
      {here.time}
    </span>
  )
}
