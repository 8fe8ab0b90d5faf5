import { ANSWER_LIMIT } from '#domain/answer.ts'
import { PreviewWords } from '#domain/preview.ts'
import { route } from '#server/route.ts'
import { previewWords } from '#server/talk/previews.ts'

export const POST = route({ input: PreviewWords, limit: ANSWER_LIMIT, run: previewWords })
