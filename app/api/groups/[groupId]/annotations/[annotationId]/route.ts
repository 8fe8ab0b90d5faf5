import { AboutAnnotation, ANNOTATION_LIMIT, UpdateAnnotation } from '#domain/annotation.ts'
import { route } from '#server/route.ts'
import { removeAnnotation, requireAnnotation, updateAnnotation } from '#server/talk/annotations.ts'

export const GET = route({ input: AboutAnnotation, run: requireAnnotation })
export const PATCH = route({ input: UpdateAnnotation, run: updateAnnotation, limit: ANNOTATION_LIMIT })
export const DELETE = route({ input: AboutAnnotation, run: removeAnnotation })
