import { AboutSaying } from '#domain/saying.ts'
import { route } from '#server/route.ts'
import { listRewordings } from '#server/talk/rewordings.ts'

export const GET = route({ input: AboutSaying, run: listRewordings })
