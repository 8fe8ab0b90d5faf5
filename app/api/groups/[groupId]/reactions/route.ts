import { UpdateReaction } from '#domain/reaction.ts'
import { route } from '#server/route.ts'
import { updateReaction } from '#server/talk/reactions.ts'

export const PUT = route({ input: UpdateReaction, run: updateReaction })
