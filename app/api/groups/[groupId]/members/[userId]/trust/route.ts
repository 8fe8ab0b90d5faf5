import { TrustMember } from '#domain/moderation.ts'
import { trustMember } from '#server/moderation/newcomers.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: TrustMember, run: trustMember, form: {} })
