import { HoldPosts } from '#domain/moderation.ts'
import { holdPosts } from '#server/moderation/newcomers.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: HoldPosts, run: holdPosts, form: {} })
