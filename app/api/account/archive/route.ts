import { z } from 'zod'
import { downloadOwnArchive } from '#server/exports/archive.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: downloadOwnArchive })
