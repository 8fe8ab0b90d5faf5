import { ANNOTATION_LIMIT } from '#domain/annotation.ts'
import { DecideChange } from '#domain/change.ts'
import { InGroup } from '#domain/group.ts'
import { listChanges } from '#server/editions/changes.ts'
import { decideChange } from '#server/editions/decisions.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: listChanges })
export const POST = route({ input: DecideChange, run: decideChange, limit: ANNOTATION_LIMIT, whileArchived: true })
