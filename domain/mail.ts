import { z } from 'zod'
import { InGroup } from '#domain/group.ts'
import { fault } from '#domain/problem.ts'
import { TimeZone } from '#domain/time-zone.ts'

/** Which mail a member wants from a group: none, a digest, or each reply to them and words that name them. */
export const MailWish = z.enum(['OFF', 'WEEKLY', 'DAILY', 'REPLIES'], fault('chooseMail'))
export type MailWish = z.infer<typeof MailWish>

export const UpdateMail = InGroup.extend({ mail: MailWish, mailZone: TimeZone })
export type UpdateMail = z.infer<typeof UpdateMail>

/** What a member has set, and what they need to know about it. */
export type MailSettings = {
  mail: MailWish
  /** IANA name. */
  mailZone: string
  /** Whether the installation sends mail at all. */
  sends: boolean
  /** The address that it goes to; null while the account has none. */
  email: string | null
}

/** The code in a link that ends the mail of one group to one member, for whoever holds it. */
export const MailCode = z.object({ code: z.string().regex(/^[\w-]{40,80}$/, fault('nothingHere')) })
export type MailCode = z.infer<typeof MailCode>

/** The secret part of the address of a member's feed. */
export const FeedKey = z.object({ code: z.string().regex(/^[\w-]{32}$/, fault('nothingHere')) })
export type FeedKey = z.infer<typeof FeedKey>
