import { AboutComment, COMMENT_LIMIT, UpdateComment } from '#domain/thread.ts'
import { readRoute, route } from '#server/route.ts'
import { readComment, removeComment, updateComment } from '#server/talk/comments.ts'

export const GET = readRoute({ input: AboutComment, read: readComment })
export const PATCH = route({ input: UpdateComment, run: updateComment, limit: COMMENT_LIMIT })
export const DELETE = route({ input: AboutComment, run: removeComment, whileArchived: true })
