import { AboutCollection } from '#domain/exported-note.ts'
import { requireCollection } from '#server/exports/collection.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutCollection, run: requireCollection })
