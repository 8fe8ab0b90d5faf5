import { answerAuth } from '#server/accounts/auth-route.ts'

export const GET = answerAuth
export const POST = answerAuth
