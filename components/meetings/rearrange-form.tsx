'use client'

import { type FormEvent, useState } from 'react'
import { useMeetingPlan, useRearrange } from '#client/meetings.ts'
import { newId } from '#client/new-id.ts'
import { Choice, LaterChoice } from '#components/meetings/later-choice.tsx'
import { RearrangePreview } from '#components/meetings/rearrange-preview.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { Later, MeetingItem, Rearrangement } from '#domain/meeting.ts'
import { type PlannedItem, rearrange } from '#domain/rearrange.ts'
import { shiftDays } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/schedule.ts'

export type ChapterChoice = { slug: string; number: number; part: 'front' | 'back' | null; title: string }
/** Either what to do with one meeting, or (null) one more; `chapters` are what one more may be about. */
export type RearrangeProps = { groupId: string; meeting: MeetingItem | null; chapters: ChapterChoice[]; close: () => void }

const KINDS = ['SKIP', 'SPLIT', 'MERGE'] as const
const WORDS = { SKIP: m.skipThis, SPLIT: m.splitThis, MERGE: m.mergeNext }
/** What the later ones do when they do not stay. */
const MOVES = { SPLIT: m.laterMoveOn, ADD: m.laterMoveOn, MERGE: m.laterComeForward }

/** Skips, splits, merges or adds a meeting, and shows what that makes of the plan before it is done. */
export function RearrangeForm({ groupId, meeting, chapters, close }: RearrangeProps) {
  const meetings = useMeetingPlan(groupId)
  const { mutate, error, isPending } = useRearrange(groupId)
  const toast = useToast()
  const [newMeetingId] = useState(newId)
  const [kind, setKind] = useState<Rearrangement['kind']>(meeting ? 'SKIP' : 'ADD')
  const [later, setLater] = useState<Later>('SHIFT')
  const [typed, setTyped] = useState<{ date?: string; time?: string; chapter?: string }>({})
  if (!meetings) return <p className="text-muted">…</p>
  const plan = planOf(meetings)
  const like = meeting ?? meetings.findLast(({ status }) => status === 'SCHEDULED')
  const day = like ? wallClock(shiftDays(like.startsAt, like.timeZone, 7), like.timeZone) : { date: '', time: '' }
  const place = { newId: newMeetingId, date: typed.date ?? day.date, time: typed.time ?? day.time, later }
  const change = asChange(kind, meeting, place, typed.chapter ?? chapters[0]?.slug ?? '')
  const complete = place.date !== '' && place.time !== ''
  const changed = complete ? rearrange(plan, change) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate(change, {
      onSuccess: () => {
        toast(m.planChanged())
        close()
      },
    })
  }
  return (
    <form method="dialog" onSubmit={submit} className="space-y-4">
      {meeting && (
        <fieldset className="space-y-1">
          <legend className="mb-1 font-medium">{m.whatToDo()}</legend>
          {KINDS.map((each) => (
            <Choice key={each} name="kind" checked={kind === each} choose={() => setKind(each)} words={WORDS[each]()} />
          ))}
        </fieldset>
      )}
      {kind === 'SKIP' && <p className="text-muted">{m.skipHint()}</p>}
      {kind === 'ADD' && (
        <Select label={m.itsChapter()} hint={m.addsLike()} onChange={({ target }) => setTyped({ ...typed, chapter: target.value })}>
          {chapters.map((chapter) => (
            <option key={chapter.slug} value={chapter.slug}>
              {numberedTitle(chapter)}
            </option>
          ))}
        </Select>
      )}
      {(kind === 'ADD' || (kind === 'SPLIT' && later === 'STAY')) && (
        <div className="grid grid-cols-2 gap-4">
          <Field
            label={m.itsDate()}
            type="date"
            required
            value={place.date}
            onChange={({ target }) => setTyped({ ...typed, date: target.value })}
          />
          <Field
            label={m.itsTime()}
            type="time"
            required
            value={place.time}
            onChange={({ target }) => setTyped({ ...typed, time: target.value.slice(0, 5) })}
          />
        </div>
      )}
      {kind !== 'SKIP' && <LaterChoice later={later} setLater={setLater} move={MOVES[kind]()} />}
      <RearrangePreview changed={changed} plan={plan} titleOf={(slug) => titleIn(slug, meetings, chapters)} />
      {error && <Notice tone="error">{error.message}</Notice>}
      <Button type="submit" variant="primary" busy={isPending} disabled={changed.length === 0}>
        {kind === 'ADD' ? m.addOne() : m.changePlan()}
      </Button>
    </form>
  )
}

function asChange(
  kind: Rearrangement['kind'],
  meeting: MeetingItem | null,
  place: { newId: string; date: string; time: string; later: Later },
  chapter: string,
): Rearrangement {
  if (kind === 'ADD' || !meeting) return { kind: 'ADD', chapter, ...place }
  const about = { meetingId: meeting.id, version: meeting.version }
  if (kind === 'SKIP') return { kind, ...about }
  return kind === 'MERGE' ? { kind, ...about, later: place.later } : { kind, ...about, ...place }
}

const planOf = (meetings: MeetingItem[]): PlannedItem[] =>
  meetings
    .filter(({ status, phase }) => status === 'SCHEDULED' && phase === 'PLANNED')
    .map(({ id, chapter, moreChapters, startsAt, timeZone, minutes, place }) => ({
      id,
      chapters: [chapter, ...moreChapters.map(({ slug }) => slug)],
      startsAt,
      timeZone,
      minutes,
      place,
      merged: false,
    }))

function titleIn(slug: string, meetings: MeetingItem[], chapters: ChapterChoice[]): string {
  const known = chapters.find((chapter) => chapter.slug === slug)
  if (known) return numberedTitle(known)
  const more = meetings.flatMap(({ moreChapters }) => moreChapters).find((chapter) => chapter.slug === slug)
  const alone = meetings.find(({ chapter }) => chapter === slug)
  return more?.title ?? alone?.chapterTitle.split(' · ')[0] ?? slug
}
