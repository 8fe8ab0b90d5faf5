import { AboutWebAnnotation } from '#domain/exported-note.ts'
import { requireWebAnnotation } from '#server/exports/collection.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutWebAnnotation, run: requireWebAnnotation })
