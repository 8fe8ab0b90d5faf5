import { z } from 'zod'
import { unsubscribe } from '#server/notifications/push.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: z.object({}), run: unsubscribe })
