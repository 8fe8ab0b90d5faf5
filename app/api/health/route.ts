import { z } from 'zod'
import { requireDatabase } from '#server/health.ts'
import { openRoute } from '#server/route.ts'

export const GET = openRoute({ input: z.object({}), run: requireDatabase })
