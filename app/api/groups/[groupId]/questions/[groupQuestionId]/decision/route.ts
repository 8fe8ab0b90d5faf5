import { DecideGroupQuestion, QUESTION_LIMIT } from '#domain/group-question.ts'
import { route } from '#server/route.ts'
import { decideGroupQuestion } from '#server/talk/question-decisions.ts'

export const PUT = route({ input: DecideGroupQuestion, run: decideGroupQuestion, limit: QUESTION_LIMIT })
