import { z } from 'zod'
import { PersonName, SlipCode } from '#domain/account.ts'
import { InGroup } from '#domain/group.ts'
import { AboutMeeting } from '#domain/meeting.ts'

/** A guest of one meeting. */
const AboutGuest = AboutMeeting.extend({ guestId: z.uuid() })
export type AboutGuest = z.infer<typeof AboutGuest>

/**
 * Prints the slip of a member without a way to sign in: of one who is there already, of a guest of one meeting, who becomes a member with it, or of
 * one who is added by name.
 */
export const PrintSlip = z.union([InGroup.extend({ userId: z.uuid() }), AboutGuest, InGroup.extend({ name: PersonName })])
export type PrintSlip = z.infer<typeof PrintSlip>

/** A member who was added by name. */
export type Unclaimed = { userId: string; name: string }

/** What a slip says to whoever holds it; null for a code that is none, or not any more. */
export type SlipOf = { name: string; groupName: string; code: string }

/** A code as somebody typed it, or null. */
export const asSlipCode = (typed: unknown): string | null => SlipCode.safeParse(typed).data ?? null

/** Takes over the name or the place that a printed code is for, with the account that somebody is signed in to. */
export const ClaimCode = z.object({ code: SlipCode })
export type ClaimCode = z.infer<typeof ClaimCode>

/**
 * What came of it. `dueAt`: when the place will be theirs; null where it is at once. `answersDoubled`: how many questions had been answered under
 * both names.
 */
export type Claimed = { groupId: string; groupName: string; name: string; dueAt: string | null; answersDoubled: number }
