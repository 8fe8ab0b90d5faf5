import { AboutAnswer, ANSWER_LIMIT, UpdateAnswer } from '#domain/answer.ts'
import { route } from '#server/route.ts'
import { removeAnswer, requireAnswer, updateAnswer } from '#server/talk/answers.ts'

export const GET = route({ input: AboutAnswer, run: requireAnswer })
export const PATCH = route({ input: UpdateAnswer, run: updateAnswer, limit: ANSWER_LIMIT })
export const DELETE = route({ input: AboutAnswer, run: removeAnswer, whileArchived: true })
