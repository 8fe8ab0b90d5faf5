import { AboutAnnotation } from '#domain/annotation.ts'
import { restoreAnnotation } from '#server/annotations.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutAnnotation, run: restoreAnnotation })
