import { z } from 'zod'
import { listTexts } from '#server/content/texts.ts'
import { openRoute } from '#server/route.ts'

export const GET = openRoute({ input: z.object({}), run: listTexts })
