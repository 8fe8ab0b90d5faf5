import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

export const CreateInvitation = InGroup.extend({
  id: z.uuid(),
  days: z.int().min(1).max(90).default(14),
  maxUses: z.int().min(1).max(500).nullable().default(null),
})
export type CreateInvitation = z.infer<typeof CreateInvitation>
export const AboutInvitation = InGroup.extend({ invitationId: z.uuid() })
export type AboutInvitation = z.infer<typeof AboutInvitation>

export const Join = z.object({ code: z.string().min(1).max(64) })
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
}

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
