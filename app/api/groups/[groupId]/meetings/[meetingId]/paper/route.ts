import { AboutPaper } from '#domain/paper.ts'
import { printMeeting } from '#server/meetings/paper.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutPaper, run: printMeeting })
