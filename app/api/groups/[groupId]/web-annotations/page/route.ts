import { AboutCollectionPage } from '#domain/exported-note.ts'
import { requireCollectionPage } from '#server/exports/collection.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutCollectionPage, run: requireCollectionPage })
