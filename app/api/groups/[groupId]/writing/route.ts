import { TellWriting } from '#domain/presence.ts'
import { route } from '#server/route.ts'
import { tellWriting } from '#server/talk/writing.ts'

export const POST = route({ input: TellWriting, run: tellWriting, rate: 'writing' })
