'use client'

import { useGroupQuestions } from '#client/group-questions.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'

/** How many questions there are to discuss: the guide's, and those that the group has taken up. */
export function QuestionCount({ asked }: { /** How many the guide asks. */ asked: number }) {
  return asked + useGroupQuestions(useTalkPlace()).filter(({ status }) => status === 'ACCEPTED').length
}
