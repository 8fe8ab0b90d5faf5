import { AppendTextUpdate, GROUP_ANSWER_LIMIT, ListTextUpdates } from '#domain/group-answer.ts'
import { route } from '#server/route.ts'
import { appendTextUpdate, listTextUpdates } from '#server/talk/group-answer-words.ts'

export const GET = route({ input: ListTextUpdates, run: listTextUpdates })
export const POST = route({ input: AppendTextUpdate, run: appendTextUpdate, limit: GROUP_ANSWER_LIMIT })
