import { AboutGroupAnswer } from '#domain/group-answer.ts'
import { route } from '#server/route.ts'
import { requireGroupAnswer } from '#server/talk/group-answers.ts'

export const GET = route({ input: AboutGroupAnswer, run: requireGroupAnswer })
