import { z } from 'zod'
import { fault } from '#domain/problem.ts'

/** An address at a push service: by https, at a name. Whether its name leads to a public address is found out when something is sent there. */
const Endpoint = z
  .url({ protocol: /^https$/, hostname: /^(?!\d+(\.\d+)*$)[a-z0-9.-]+$/, error: fault('pushShape') })
  .max(1_000, fault('pushShape'))
  .refine((address) => !/^https:\/\/[^/]*@/.test(address), fault('pushShape'))

/** Where a browser is told that something is new, as the browser gives it. */
export const Subscribe = z.object({
  endpoint: Endpoint,
  keys: z.object({
    p256dh: z.string().regex(/^B[\w-]{86}=?$/, fault('pushShape')),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/, fault('pushShape')),
  }),
})
export type Subscribe = z.infer<typeof Subscribe>

/** `key`: with which the site signs what it sends to push services. `on`: whether this browser is told. */
export type PushState = { key: string; on: boolean }
