import { AboutInvitation } from '#domain/invitation.ts'
import { removeInvitation } from '#server/groups/invitations.ts'
import { route } from '#server/route.ts'

export const DELETE = route({ input: AboutInvitation, run: removeInvitation, whileArchived: true })
