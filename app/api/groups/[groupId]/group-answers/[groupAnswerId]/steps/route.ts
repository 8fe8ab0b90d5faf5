import { TakeStep } from '#domain/group-answer.ts'
import { route } from '#server/route.ts'
import { takeStep } from '#server/talk/group-answers.ts'

export const POST = route({ input: TakeStep, run: takeStep })
