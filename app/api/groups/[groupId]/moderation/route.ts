import { ModerateWords } from '#domain/moderation.ts'
import { route } from '#server/route.ts'
import { moderateWords } from '#server/talk/moderation.ts'

export const POST = route({ input: ModerateWords, run: moderateWords, form: { keeps: ['reason', 'subjectId'] } })
