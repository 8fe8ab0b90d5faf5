import { ListInChapter } from '#domain/page.ts'
import { COMMENT_LIMIT, CreateComment } from '#domain/thread.ts'
import { createComment, listComments } from '#server/comments.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: ListInChapter, run: listComments })
export const POST = route({ input: CreateComment, run: createComment, limit: COMMENT_LIMIT, limitNoun: 'A comment', status: 201 })
