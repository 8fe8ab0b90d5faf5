import { ListInChapter } from '#domain/page.ts'
import { COMMENT_LIMIT, CreateComment } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { createComment, listComments } from '#server/talk/comments.ts'

export const GET = route({ input: ListInChapter, run: listComments })
export const POST = route({ input: CreateComment, run: createComment, limit: COMMENT_LIMIT, status: 201 })
