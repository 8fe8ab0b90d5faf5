'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { useCreateMeetings } from '#client/meetings.ts'
import { newId } from '#client/new-id.ts'
import { PlanPreview, type PlanSurroundings } from '#components/meetings/plan-preview.tsx'
import { WEEKDAYS, weekdayOf } from '#components/meetings/weekdays.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { ZoneOptions } from '#components/ui/zone-options.tsx'
import { chaptersProper, numberedTitle } from '#domain/guide-reading.ts'
import type { Schedule } from '#domain/meeting.ts'
import { planMeetings } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/schedule.ts'

const MOST = 60
const WEEK = 7 * 24 * 3600 * 1000

type PlanProps = PlanSurroundings & { groupId: string /** IANA name of the group's own; empty where it has none. */; zone: string }

/** Begins where the plan so far ends: the next chapter, a week after the last meeting, at its time and place; by the clocks of the group's zone. */
function firstGuess({ chapters, meetings, zone }: PlanProps): Schedule {
  const last = meetings.filter(({ status }) => status === 'SCHEDULED').at(-1)
  const timeZone = zone || last?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone
  const after = last ? Math.max(Date.now(), Date.parse(last.startsAt) + WEEK) : Date.now() + 24 * 3600 * 1000
  const startDate = wallClock(new Date(after).toISOString(), timeZone).date
  const proper = chaptersProper(chapters)
  const rest = chapters.slice(chapters.findIndex(({ slug }) => slug === last?.chapter) + 1).filter((chapter) => proper.includes(chapter))
  const coming = rest.length > 0 ? rest : proper
  return {
    startDate,
    weekday: weekdayOf(startDate),
    time: last ? wallClock(last.startsAt, timeZone).time : '18:30',
    timeZone,
    minutes: last?.minutes ?? 90,
    place: last?.place ?? '',
    number: Math.min(MOST, coming.length),
    everyWeeks: 1,
    weeksOff: [],
    chaptersEach: 1,
    firstChapter: coming[0]?.slug ?? '',
  }
}

/** The weeks of a group on one page: asks when and where, and shows what that makes before it is made. */
export function PlanForm(props: PlanProps) {
  const { groupId, chapters, meetings } = props
  const [schedule, setSchedule] = useState(() => firstGuess(props))
  const [weekdayChosen, setWeekdayChosen] = useState(false)
  const [ids] = useState(() => Array.from({ length: MOST }, newId))
  const create = useCreateMeetings(groupId)
  const [toast, router] = [useToast(), useRouter()]
  const set = (change: Partial<Schedule>) => setSchedule((known) => ({ ...known, ...change }))
  const { startDate, time, number, chaptersEach } = schedule
  const complete = startDate !== '' && time !== '' && number >= 1 && Number.isInteger(chaptersEach) && chaptersEach >= 1
  const planned = complete ? planMeetings({ ...schedule, number: Math.min(MOST, schedule.number) }, chapters) : []
  const fields = fieldsOf(create.error)
  const errorOf = (name: keyof Schedule) => fields[`schedule.${name}`]

  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { schedule, ids: ids.slice(0, Math.max(1, planned.length)) },
      {
        onSuccess: (made) => {
          toast(made.length === 1 ? 'One study session is planned.' : `${made.length} study sessions are planned.`)
          router.push(`/groups/${groupId}/meetings` as Route)
        },
      },
    )
  }
  return (
    // Without scripts the browser must send nothing: "dialog" outside of one goes nowhere.
    <form
      method="dialog"
      onSubmit={submit}
      className="mt-6 grid gap-x-14 gap-y-10 lg:grid-cols-[26rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]"
    >
      <div className="space-y-4">
        <div className="grid grid-cols-2 gap-4">
          <Field
            label="First day"
            hint="Or the weekday after it."
            type="date"
            required
            value={schedule.startDate}
            onChange={({ target: { value } }) => set({ startDate: value, ...(value && !weekdayChosen && { weekday: weekdayOf(value) }) })}
            error={errorOf('startDate')}
          />
          <Select
            label="Weekday"
            hint="The same each time."
            value={schedule.weekday}
            onChange={({ target }) => {
              setWeekdayChosen(true)
              set({ weekday: Number(target.value) })
            }}
            error={errorOf('weekday')}
          >
            {WEEKDAYS.map((name, index) => (
              <option key={name} value={index + 1}>
                {name}
              </option>
            ))}
          </Select>
          <Field
            label="Time"
            type="time"
            required
            value={schedule.time}
            onChange={({ target }) => set({ time: target.value.slice(0, 5) })}
            error={errorOf('time')}
          />
          <Field
            label="Minutes"
            type="number"
            min={15}
            max={480}
            required
            value={schedule.minutes || ''}
            onChange={({ target }) => set({ minutes: target.valueAsNumber || 0 })}
            error={errorOf('minutes')}
          />
        </div>
        <Select
          label="Time zone"
          value={schedule.timeZone}
          onChange={({ target }) => set({ timeZone: target.value })}
          error={errorOf('timeZone')}
        >
          <ZoneOptions also={schedule.timeZone} />
        </Select>
        <Field
          label="Place"
          hint="A room, or the address of a call. It may stay empty."
          maxLength={200}
          value={schedule.place}
          onChange={({ target }) => set({ place: target.value })}
          error={errorOf('place')}
        />
        <Select
          label="First chapter"
          value={schedule.firstChapter}
          onChange={({ target }) => set({ firstChapter: target.value })}
          error={errorOf('firstChapter')}
        >
          {chapters.map((chapter) => (
            <option key={chapter.slug} value={chapter.slug}>
              {numberedTitle(chapter)}
            </option>
          ))}
        </Select>
        <div className="grid grid-cols-2 gap-4">
          <Select
            label={m.howOften()}
            value={schedule.everyWeeks}
            onChange={({ target }) => set({ everyWeeks: Number(target.value) })}
            error={errorOf('everyWeeks')}
          >
            <option value={1}>{m.everyWeek()}</option>
            <option value={2}>{m.everyOtherWeek()}</option>
            <option value={4}>{m.everyFourWeeks()}</option>
          </Select>
          <Field
            label={m.chaptersEach()}
            type="number"
            min={1}
            max={4}
            required
            value={schedule.chaptersEach || ''}
            onChange={({ target }) => set({ chaptersEach: target.valueAsNumber || 0 })}
            error={errorOf('chaptersEach')}
          />
        </div>
        <Field
          label="Number of study sessions"
          type="number"
          min={1}
          max={MOST}
          required
          value={schedule.number || ''}
          onChange={({ target }) => set({ number: target.valueAsNumber || 0 })}
          error={errorOf('number')}
        />
      </div>
      <PlanPreview
        schedule={schedule}
        planned={planned}
        chapters={chapters}
        meetings={meetings}
        setWeeksOff={(weeksOff) => set({ weeksOff })}
      />
      <div className="space-y-5 lg:self-start">
        {create.error && <Notice tone="error">{create.error.message}</Notice>}
        <Button type="submit" variant="primary" busy={create.isPending}>
          {planned.length === 1 ? 'Plan this study session' : `Plan these ${planned.length || ''} study sessions`}
        </Button>
      </div>
    </form>
  )
}
