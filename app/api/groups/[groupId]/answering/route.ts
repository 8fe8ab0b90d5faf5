import { UpdateAnswering } from '#domain/asked-question.ts'
import { route } from '#server/route.ts'
import { updateAnswering } from '#server/talk/asked-questions.ts'

const change = {
  input: UpdateAnswering,
  run: updateAnswering,
  // A box that is not ticked is not sent.
  form: {
    read: ({ answerFirst, nameless, ...fields }: Record<string, string>) => ({
      ...fields,
      answerFirst: answerFirst !== undefined,
      nameless: nameless !== undefined,
    }),
  },
}

export const PUT = route(change)
export const POST = route(change)
