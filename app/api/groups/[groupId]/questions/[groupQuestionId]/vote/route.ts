import { VoteForQuestion } from '#domain/group-question.ts'
import { route } from '#server/route.ts'
import { voteForQuestion } from '#server/talk/question-votes.ts'

export const PUT = route({ input: VoteForQuestion, run: voteForQuestion })
