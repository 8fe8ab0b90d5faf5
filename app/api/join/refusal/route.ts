import { AboutCode } from '#domain/invitation.ts'
import { refuseInvitation } from '#server/groups/join.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AboutCode, run: refuseInvitation, form: {} })
