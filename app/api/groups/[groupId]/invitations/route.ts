import { InGroup } from '#domain/group.ts'
import { CreateInvitation } from '#domain/invitation.ts'
import { createInvitation, listInvitations } from '#server/groups/invitations.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: listInvitations })
export const POST = route({ input: CreateInvitation, run: createInvitation, status: 201 })
