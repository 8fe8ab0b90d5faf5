import { z } from 'zod'
import { openRoute } from '#server/route.ts'
import { listTexts } from '#server/texts.ts'

export const GET = openRoute({ input: z.object({}), run: listTexts })
