import { InGroup } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { listTags } from '#server/talk/tags.ts'

export const GET = route({ input: InGroup, run: listTags })
