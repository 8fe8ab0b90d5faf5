import type { z } from 'zod'
import { ANSWER_LENGTH } from '#domain/answer.ts'
import { body } from '#domain/body.ts'
import { InGroup } from '#domain/group.ts'

/** Words that somebody is writing in a group, to be shown as they will look; nothing of them is kept. */
export const PreviewWords = InGroup.extend({ body: body(ANSWER_LENGTH) })
export type PreviewWords = z.infer<typeof PreviewWords>
