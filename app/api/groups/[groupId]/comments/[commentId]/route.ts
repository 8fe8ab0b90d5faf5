import { AboutComment, COMMENT_LIMIT, UpdateComment } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { removeComment, requireComment, updateComment } from '#server/talk/comments.ts'

export const GET = route({ input: AboutComment, run: requireComment })
export const PATCH = route({ input: UpdateComment, run: updateComment, limit: COMMENT_LIMIT })
export const DELETE = route({ input: AboutComment, run: removeComment })
