import { z } from 'zod'
import { Subscribe } from '#domain/push.ts'
import { findPush, subscribe } from '#server/notifications/push.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: findPush })
export const POST = route({ input: Subscribe, run: subscribe })
