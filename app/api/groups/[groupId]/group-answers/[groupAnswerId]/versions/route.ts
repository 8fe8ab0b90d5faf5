import { AboutGroupAnswer, GROUP_ANSWER_LIMIT, ProposeVersion } from '#domain/group-answer.ts'
import { route } from '#server/route.ts'
import { listHistory, proposeVersion } from '#server/talk/group-answers.ts'

export const GET = route({ input: AboutGroupAnswer, run: listHistory })
export const POST = route({ input: ProposeVersion, run: proposeVersion, limit: GROUP_ANSWER_LIMIT })
