import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

/** A note, a comment or an answer, by its id. */
export const AboutSaying = InGroup.extend({ noun: z.enum(['annotation', 'comment', 'answer']), id: z.uuid() })
export type AboutSaying = z.infer<typeof AboutSaying>
