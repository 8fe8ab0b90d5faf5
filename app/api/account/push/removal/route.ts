import { z } from 'zod'
import { unsubscribe } from '#server/letters/push.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: z.object({}), run: unsubscribe })
