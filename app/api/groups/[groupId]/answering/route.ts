import { UpdateAnswering } from '#domain/asked-question.ts'
import { route } from '#server/route.ts'
import { updateAnswering } from '#server/talk/asked-questions.ts'

export const PUT = route({ input: UpdateAnswering, run: updateAnswering })
