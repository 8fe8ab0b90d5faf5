import { AboutGroupQuestion } from '#domain/group-question.ts'
import { route } from '#server/route.ts'
import { restoreGroupQuestion } from '#server/talk/group-questions.ts'

export const POST = route({ input: AboutGroupQuestion, run: restoreGroupQuestion, whileArchived: true })
