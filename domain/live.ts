import { z } from 'zod'

/** What a transaction tells the other processes and browsers: where something changed, never its words. */
export const LiveEvent = z.object({
  groupId: z.uuid(),
  noun: z.enum(['annotation', 'comment', 'answer', 'meeting', 'member']),
  id: z.uuid(),
  chapter: z.string().optional(),
  /** Set for what only its creator may hear of. */
  onlyFor: z.uuid().optional(),
})
export type LiveEvent = z.infer<typeof LiveEvent>
