import { AboutGroupQuestion } from '#domain/group-question.ts'
import { restoreGroupQuestion } from '#server/group-questions.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutGroupQuestion, run: restoreGroupQuestion })
