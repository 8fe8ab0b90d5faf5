import { CreateGroupQuestion, QUESTION_LIMIT } from '#domain/group-question.ts'
import { ListInChapter } from '#domain/page.ts'
import { route } from '#server/route.ts'
import { createGroupQuestion, listGroupQuestions } from '#server/talk/group-questions.ts'

export const GET = route({ input: ListInChapter, run: listGroupQuestions })
export const POST = route({
  input: CreateGroupQuestion,
  run: createGroupQuestion,
  limit: QUESTION_LIMIT,
  status: 201,
})
