import { z } from 'zod'
import { listImportedTexts } from '#server/import/imported-texts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: listImportedTexts })
