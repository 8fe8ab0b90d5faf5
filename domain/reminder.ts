import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

const ticked = z.literal('on').optional()

/** When a group is reminded of its meetings: fields of a form, each a number of hours before. */
export const UpdateReminders = InGroup.extend({ hours2: ticked, hours24: ticked, hours48: ticked, hours168: ticked })
export type UpdateReminders = z.infer<typeof UpdateReminders>

/** The hours that can be picked, by their fields. */
export const REMINDER_HOURS = { hours168: 168, hours48: 48, hours24: 24, hours2: 2 } as const

/** What picking them says. */
export const hoursOf = (picked: Partial<UpdateReminders>): number[] =>
  (Object.keys(REMINDER_HOURS) as (keyof typeof REMINDER_HOURS)[]).filter((field) => picked[field]).map((field) => REMINDER_HOURS[field])
