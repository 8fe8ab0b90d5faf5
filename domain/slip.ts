import { z } from 'zod'
import { PersonName, SlipCode } from '#domain/account.ts'
import { InGroup } from '#domain/group.ts'

/** Prints the slip of a member without a way to sign in: of one who is added with it, or of one who is there already. */
export const PrintSlip = z.union([InGroup.extend({ userId: z.uuid() }), InGroup.extend({ name: PersonName })])
export type PrintSlip = z.infer<typeof PrintSlip>

/** A member who was added by name. */
export type Unclaimed = { userId: string; name: string }

/** What a slip says to whoever holds it; null for a code that is none, or not any more. */
export type SlipOf = { name: string; groupName: string; code: string }

/** A code as somebody typed it, or null. */
export const asSlipCode = (typed: unknown): string | null => SlipCode.safeParse(typed).data ?? null
