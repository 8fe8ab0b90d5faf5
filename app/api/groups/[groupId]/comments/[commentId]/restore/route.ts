import { AboutComment } from '#domain/thread.ts'
import { restoreComment } from '#server/comments.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutComment, run: restoreComment })
