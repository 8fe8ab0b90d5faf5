import { UpdateVisit } from '#domain/visit.ts'
import { route } from '#server/route.ts'
import { updateVisit } from '#server/talk/visits.ts'

const change = {
  input: UpdateVisit,
  run: updateVisit,
  whileArchived: true,
  // Nobody knows what was in sight on a page without scripts: it says so of everything.
  form: { read: ({ chapter }: Record<string, string>) => ({ chapter, everything: true }) },
}

export const PUT = route(change)
export const POST = route(change)
