import { UpdateCircle } from '#domain/circle.ts'
import { route } from '#server/route.ts'
import { updateCircle } from '#server/talk/circles.ts'

// A box that is not ticked is not sent.
const form = { read: ({ shown, ...fields }: Record<string, string>) => ({ ...fields, shown: shown !== undefined }), keeps: ['name'] }

// What is shown can be taken back in an archived group too.
export const POST = route({ input: UpdateCircle, run: updateCircle, form, whileArchived: true })
