import { AboutPassedOn } from '#domain/oversight.ts'
import { settlePassedOn } from '#server/oversight/passed-on.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutPassedOn, run: settlePassedOn, form: {} })
