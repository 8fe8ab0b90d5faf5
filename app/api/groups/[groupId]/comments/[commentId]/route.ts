import { AboutComment, COMMENT_LIMIT, UpdateComment } from '#domain/thread.ts'
import { removeComment, requireComment, updateComment } from '#server/comments.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutComment, run: requireComment })
export const PATCH = route({ input: UpdateComment, run: updateComment, limit: COMMENT_LIMIT, limitNoun: 'A comment' })
export const DELETE = route({ input: AboutComment, run: removeComment })
