import { ANSWER_LIMIT, CreateAnswer } from '#domain/answer.ts'
import { ListInChapter } from '#domain/page.ts'
import { route } from '#server/route.ts'
import { createAnswer, listAnswers } from '#server/talk/answers.ts'

export const GET = route({ input: ListInChapter, run: listAnswers })
export const POST = route({ input: CreateAnswer, run: createAnswer, limit: ANSWER_LIMIT, status: 201 })
