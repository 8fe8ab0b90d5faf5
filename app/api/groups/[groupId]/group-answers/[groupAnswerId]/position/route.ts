import { TakePosition } from '#domain/group-answer.ts'
import { COMMENT_LIMIT } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { takePosition } from '#server/talk/group-answers.ts'

export const PUT = route({ input: TakePosition, run: takePosition, limit: COMMENT_LIMIT })
