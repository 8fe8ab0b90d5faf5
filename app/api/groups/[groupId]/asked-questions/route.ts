import { RevealAnswers } from '#domain/asked-question.ts'
import { InChapter } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { listAskedQuestions, revealAnswers } from '#server/talk/asked-questions.ts'

export const GET = route({ input: InChapter, run: listAskedQuestions })
export const PUT = route({ input: RevealAnswers, run: revealAnswers })
