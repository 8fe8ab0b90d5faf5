import { z } from 'zod'
import { PersonName } from '#domain/account.ts'
import { InGroup } from '#domain/group.ts'
import { fault } from '#domain/problem.ts'

/** Days that an invitation stays open unless told. */
export const INVITATION_DAYS = 14

const WholeNumber = (max: number, sentence: string) => z.int(sentence).min(1, sentence).max(max, sentence)

/** `id` is made by the browser, so that sending the form twice makes one invitation. */
export const CreateInvitation = InGroup.extend({
  id: z.uuid(),
  days: WholeNumber(90, fault('invitationDays')).default(INVITATION_DAYS),
  maxUses: WholeNumber(500, fault('invitationUses')).nullable().default(null),
})
export type CreateInvitation = z.input<typeof CreateInvitation>
export const AboutInvitation = InGroup.extend({ invitationId: z.uuid() })
export type AboutInvitation = z.infer<typeof AboutInvitation>

export const AboutCode = z.object({ code: z.string().min(1).max(64) })
export type AboutCode = z.infer<typeof AboutCode>
/** `name`: what this group calls them; left out or empty, what their account is called. */
export const Join = AboutCode.extend({
  name: z
    .literal('')
    .transform(() => undefined)
    .or(PersonName)
    .optional(),
})
export type Join = z.infer<typeof Join>

export type InvitationState = 'open' | 'expired' | 'used-up' | 'revoked'

export type InvitationItem = {
  id: string
  code: string
  state: InvitationState
  creator: string | null
  createdAt: string
  expiresAt: string
  uses: number
  maxUses: number | null
  /** Whom alone it lets in; null where it lets in whoever has the link. */
  invitee: string | null
}

/** An invitation for one person, as it waits in the inbox of a group that they are in. */
export type WaitingInvitation = { code: string; groupName: string; inviter: string | null; createdAt: string }

/** What somebody with a link may know before they join. */
export type InvitationPreview = {
  code: string
  /** Whom to ask for a new link: the inviter while they are a member, else the owner. */
  ask: string
  /** Where a viewer who is a member already goes. */
  groupId: string | null
} & (
  | {
      state: 'open'
      groupName: string
      guideTitle: string /** Who made the link. */
      inviter: string | null
      /** The name under which they were asked, where it is not their account's. */
      ownName: string | null
    }
  // A dead link tells nothing of the group as it is now: whoever holds it may have no part in that.
  | { state: Exclude<InvitationState, 'open'> }
)

/** Where somebody lands after joining: this week's chapter. */
export type Joined = { groupId: string; chapter: string }

/**
 * Says whether a link still opens the door, and if not, why.
 * @param now milliseconds since 1970
 */
export function invitationState(
  invitation: { revokedAt: Date | null; expiresAt: Date; uses: number; maxUses: number | null },
  now: number,
): InvitationState {
  if (invitation.revokedAt) return 'revoked'
  if (invitation.expiresAt.getTime() <= now) return 'expired'
  if (invitation.maxUses !== null && invitation.uses >= invitation.maxUses) return 'used-up'
  return 'open'
}
