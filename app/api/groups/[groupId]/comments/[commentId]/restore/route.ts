import { AboutComment } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { restoreComment } from '#server/talk/comments.ts'

export const POST = route({ input: AboutComment, run: restoreComment, whileArchived: true })
