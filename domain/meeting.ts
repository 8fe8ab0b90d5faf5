import { z } from 'zod'
import { InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import { fault } from '#domain/problem.ts'
import { TimeZone } from '#domain/time-zone.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

const LocalDate = z.iso.date(fault('chooseDate')).regex(/^20\d\d-/, fault('chooseDateThisCentury'))
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, fault('timeShape'))
const Minutes = z.int().min(15, fault('sessionAtLeast')).max(480, fault('sessionAtMost'))
const Place = z
  .string()
  .trim()
  .max(200, fault('atMost'))
  .regex(/^\P{Cc}*$/u, fault('placeOneLine'))

/** Most chapters that one meeting may take up. */
export const MOST_CHAPTERS = 8

/** What the wizard asks: the first day on or after `startDate` that is `weekday` (1 Monday to 7 Sunday), then every so many weeks. */
export const Schedule = z.object({
  startDate: LocalDate,
  weekday: z.int().min(1).max(7),
  time: LocalTime,
  timeZone: TimeZone,
  minutes: Minutes.default(90),
  place: Place.default(''),
  number: z.int().min(1, fault('planOne')).max(60, fault('planAtMost')),
  everyWeeks: z.int().min(1).max(4).default(1),
  /** Days in whose week, Monday to Sunday, there is no meeting; the chapters move on to the next one. */
  weeksOff: z.array(LocalDate).max(60).default([]),
  chaptersEach: z.int().min(1).max(4).default(1),
  /** Chapter of the first meeting; the following ones take the chapters after it. */
  firstChapter: Slug,
})
export type Schedule = z.infer<typeof Schedule>

/** `ids` are made by the browser, one a meeting, so that sending the wizard twice plans once. */
export const CreateMeetings = InGroup.extend({ schedule: Schedule, ids: z.array(z.uuid()).min(1).max(60) })
export type CreateMeetings = z.infer<typeof CreateMeetings>

export const AboutMeeting = InGroup.extend({ meetingId: z.uuid() })
export type AboutMeeting = z.infer<typeof AboutMeeting>

/** Whose agenda becomes the group's template; null for none any more. */
export const SaveTemplate = InGroup.extend({ meetingId: z.uuid().nullable() })
export type SaveTemplate = z.infer<typeof SaveTemplate>

/** What becomes of the meetings after one that is moved, split, merged or added. */
export const Later = z.enum(['STAY', 'SHIFT'])
export type Later = z.infer<typeof Later>

/** Move, cancel or call off the cancellation; `version` is the one that the change started from. */
export const UpdateMeeting = AboutMeeting.extend({
  version: Version,
  date: LocalDate.optional(),
  time: LocalTime.optional(),
  minutes: Minutes.optional(),
  place: Place.optional(),
  status: z.enum(['SCHEDULED', 'CANCELLED']).optional(),
  /** Whether the meetings after it move by as many days. */
  later: Later.optional(),
})
export type UpdateMeeting = z.infer<typeof UpdateMeeting>

const NewDay = { newId: z.uuid(), date: LocalDate, time: LocalTime }

/**
 * Skip: this meeting and all later ones take the date of the one after. Split: a new meeting takes the second half of its chapters, or goes
 * on with its only one. Merge: it takes up the chapters of the next as well. Add: one more, at the length and place of its neighbour.
 * Only of one that is put between others are `date` and `time` used where the later ones stay.
 */
export const Rearrangement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SKIP'), meetingId: z.uuid(), version: Version }),
  z.strictObject({ kind: z.literal('SPLIT'), meetingId: z.uuid(), version: Version, later: Later, ...NewDay }),
  z.strictObject({ kind: z.literal('MERGE'), meetingId: z.uuid(), version: Version, later: Later }),
  z.strictObject({ kind: z.literal('ADD'), later: Later, chapter: Slug, ...NewDay }),
])
export type Rearrangement = z.infer<typeof Rearrangement>

export const RearrangeMeetings = InGroup.extend({ change: Rearrangement })
export type RearrangeMeetings = z.infer<typeof RearrangeMeetings>

export const Rsvp = z.enum(['YES', 'LATE', 'REMOTE', 'MAYBE', 'NO'])
export type Rsvp = z.infer<typeof Rsvp>
/** `userId` is the member concerned: the viewer, or anyone when the viewer facilitates. */
export const UpdateAttendance = AboutMeeting.extend({ userId: z.uuid(), rsvp: Rsvp.nullable().optional(), present: z.boolean().optional() })
export type UpdateAttendance = z.infer<typeof UpdateAttendance>

/** Hours after which a meeting that nobody closed counts as over. */
export const FORGOTTEN = 12

/**
 * Whether a meeting has begun, and whether it is over, by what was done in it.
 * @param now milliseconds since 1970
 */
export function meetingPhase(
  { startedAt, closedAt }: { startedAt: Date | null; closedAt: Date | null },
  now: number,
): MeetingItem['phase'] {
  if (startedAt === null) return 'PLANNED'
  return closedAt === null && now - startedAt.getTime() < FORGOTTEN * 3_600_000 ? 'RUNNING' : 'CLOSED'
}

export type MeetingItem = {
  id: string
  /** The chapter that it is about, and whose talk its agenda is made of. */
  chapter: string
  /** Others that it takes up as well, in their order. */
  moreChapters: { slug: string; title: string }[]
  /** The titles of all its chapters. */
  chapterTitle: string
  /** ISO 8601 in UTC. */
  startsAt: string
  minutes: number
  timeZone: string
  place: string
  status: 'SCHEDULED' | 'CANCELLED'
  /** Whether it has begun, and whether it is over, by what was done in it and not by the clock. */
  phase: 'PLANNED' | 'RUNNING' | 'CLOSED'
  version: number
  rsvp: Rsvp | null
  going: number
  /** Whether the viewer was there. */
  present: boolean
  /** Whether a summary was published. */
  summarised: boolean
}

export type Attendance = {
  member: Creator
  /** When they joined, in words, where somebody else has the same name; null where nobody has. */
  joined: string | null
  isViewer: boolean
  rsvp: Rsvp | null
  present: boolean
  can: { mark: boolean }
}

/** What was published of a meeting. `publishedAt` is ISO 8601; the creator is null when their account is gone. */
export type Summary = { body: string; html: string; short: string; version: number; publishedAt: string; creator: Creator | null }

/**
 * `keepsTurns`: how often and how long each spoke is kept once it is closed. `can.reply`: whether the group keeps who says that they come.
 */
export type Meeting = MeetingItem & {
  attendances: Attendance[]
  keepsTurns: boolean
  summary: Summary | null
  can: { edit: boolean; reply: boolean }
}

/**
 * Whether a meeting is over: closed, or past its time without having been begun.
 * @param now milliseconds since 1970
 */
export const isOver = ({ phase, startsAt, minutes }: Pick<MeetingItem, 'phase' | 'startsAt' | 'minutes'>, now: number): boolean =>
  phase === 'CLOSED' || (phase === 'PLANNED' && Date.parse(startsAt) + minutes * 60_000 <= now)

/** The chapters that a group has been through: those of sessions that are over. A session that did not take place is cancelled or left out. */
export const chaptersDone = (meetings: readonly MeetingItem[], now: number): string[] => [
  ...new Set(
    meetings
      .filter((meeting) => meeting.status === 'SCHEDULED' && isOver(meeting, now))
      .flatMap(({ chapter, moreChapters }) => [chapter, ...moreChapters.map(({ slug }) => slug)]),
  ),
]
