import { ModerateWords } from '#domain/moderation.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: ModerateWords, run: moderateWords, form: { keeps: ['reason', 'subjectId'] }, whileArchived: true })
