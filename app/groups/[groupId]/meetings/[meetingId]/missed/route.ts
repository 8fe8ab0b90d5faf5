import { AboutMissed, showMissed } from '#server/meetings/missed.ts'
import { openRoute } from '#server/route.ts'

export const GET = openRoute({ input: AboutMissed, run: showMissed })
