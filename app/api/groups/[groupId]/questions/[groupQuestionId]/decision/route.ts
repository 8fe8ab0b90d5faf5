import { DecideGroupQuestion, QUESTION_LIMIT } from '#domain/group-question.ts'
import { decideGroupQuestion } from '#server/question-decisions.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: DecideGroupQuestion, run: decideGroupQuestion, limit: QUESTION_LIMIT, limitNoun: 'A question' })
