import { InChapter } from '#domain/group.ts'
import { CreateGroupAnswer } from '#domain/group-answer.ts'
import { route } from '#server/route.ts'
import { createGroupAnswer, listGroupAnswers } from '#server/talk/group-answers.ts'

export const GET = route({ input: InChapter, run: listGroupAnswers })
export const POST = route({ input: CreateGroupAnswer, run: createGroupAnswer, status: 201 })
