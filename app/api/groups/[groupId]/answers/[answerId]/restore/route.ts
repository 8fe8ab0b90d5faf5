import { AboutAnswer } from '#domain/answer.ts'
import { route } from '#server/route.ts'
import { restoreAnswer } from '#server/talk/answers.ts'

export const POST = route({ input: AboutAnswer, run: restoreAnswer, whileArchived: true })
