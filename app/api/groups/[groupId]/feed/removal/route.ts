import { InGroup } from '#domain/group.ts'
import { removeFeed } from '#server/letters/mail-settings.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: InGroup, run: removeFeed, form: {} })
