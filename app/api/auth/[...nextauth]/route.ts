import { answerAuth } from '#server/auth-route.ts'

export const GET = answerAuth
export const POST = answerAuth
