import 'server-only'
import { randomBytes } from 'node:crypto'

/** The secret part of an invitation's link: 128 random bits in base64url. */
export const newInvitationCode = (): string => randomBytes(16).toString('base64url')
