import { AboutAnswer } from '#domain/answer.ts'
import { restoreAnswer } from '#server/answers.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutAnswer, run: restoreAnswer })
