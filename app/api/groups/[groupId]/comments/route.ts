import { COMMENT_LIMIT, CreateComment, ListComments } from '#domain/thread.ts'
import { readRoute, route } from '#server/route.ts'
import { createComment, readComments } from '#server/talk/comments.ts'

export const GET = readRoute({ input: ListComments, read: readComments })
export const POST = route({ input: CreateComment, run: createComment, limit: COMMENT_LIMIT, status: 201 })
