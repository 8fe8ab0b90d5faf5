import { AboutAnnotation } from '#domain/annotation.ts'
import { route } from '#server/route.ts'
import { restoreAnnotation } from '#server/talk/annotations.ts'

export const POST = route({ input: AboutAnnotation, run: restoreAnnotation, whileArchived: true })
