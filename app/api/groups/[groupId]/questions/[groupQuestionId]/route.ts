import { AboutGroupQuestion, QUESTION_LIMIT, UpdateGroupQuestion } from '#domain/group-question.ts'
import { route } from '#server/route.ts'
import { removeGroupQuestion, requireGroupQuestion, updateGroupQuestion } from '#server/talk/group-questions.ts'

export const GET = route({ input: AboutGroupQuestion, run: requireGroupQuestion })
export const PATCH = route({ input: UpdateGroupQuestion, run: updateGroupQuestion, limit: QUESTION_LIMIT })
export const DELETE = route({ input: AboutGroupQuestion, run: removeGroupQuestion, whileArchived: true })
