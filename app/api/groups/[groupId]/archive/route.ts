import { InGroup } from '#domain/group.ts'
import { downloadGroupArchive } from '#server/exports/archive.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: downloadGroupArchive })
