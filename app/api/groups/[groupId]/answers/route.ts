import { CreateAnswer } from '#domain/answer.ts'
import { ListInChapter } from '#domain/page.ts'
import { COMMENT_LIMIT } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { createAnswer, listAnswers } from '#server/talk/answers.ts'

export const GET = route({ input: ListInChapter, run: listAnswers })
export const POST = route({ input: CreateAnswer, run: createAnswer, limit: COMMENT_LIMIT, status: 201 })
