import { AboutAnnotation, ANNOTATION_LIMIT, UpdateAnnotation } from '#domain/annotation.ts'
import { readRoute, route } from '#server/route.ts'
import { readAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'

export const GET = readRoute({ input: AboutAnnotation, read: readAnnotation })
export const PATCH = route({ input: UpdateAnnotation, run: updateAnnotation, limit: ANNOTATION_LIMIT })
export const DELETE = route({ input: AboutAnnotation, run: removeAnnotation, whileArchived: true })
