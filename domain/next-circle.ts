import { z } from 'zod'
import { GroupName, InGroup } from '#domain/group.ts'

/**
 * Starts a new group from what another one asked and, where `answers` says so, agreed on. `id` is made by the page, so that sending the form
 * twice starts one; `members` are those of the old group who are invited.
 */
export const StartNextCircle = InGroup.extend({
  id: z.uuid(),
  name: GroupName,
  members: z.array(z.uuid()).max(500).default([]),
  answers: z.boolean().default(false),
})
export type StartNextCircle = z.infer<typeof StartNextCircle>

/** What it would start from: how many questions and agreed answers there are. */
export type NextCircle = { questions: number; answers: number }
