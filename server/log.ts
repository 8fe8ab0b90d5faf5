import 'server-only'
import { format } from 'node:util'
import { pino } from 'pino'
import { env } from '#server/env.ts'

let logger: ReturnType<typeof pino> | undefined

/** One JSON line an event, to standard error; never the words of members, passwords or codes. */
export function log() {
  logger ??= pino({ level: env().LOG_LEVEL, base: null }, pino.destination(2))
  return logger
}

/**
 * Makes one line of JSON of whatever libraries print, from now on: Next prints addresses as they came, line breaks and all, which could
 * look like lines of ours.
 */
export function takeOverConsole(): void {
  console.error = (...said: unknown[]) => log().error({ said: format(...said) }, 'printed')
  console.warn = (...said: unknown[]) => log().warn({ said: format(...said) }, 'printed')
}

type ByUser = { userId: string }
type InGroup = ByUser & { groupId: string }

/**
 * What the security log tells, and with what. Ids and addresses only: a username that somebody typed may be a password in the wrong
 * field, and a person's name may be anything.
 */
type SecurityEvents = {
  'signed-in': ByUser & { way: string; address: string }
  'sign-in-refused': { userId: string | null; address: string }
  'signed-out': ByUser
  'sessions-ended': ByUser & { ended: number }
  'account-deleted': ByUser
  'account-made': ByUser & { address: string }
  'password-changed': ByUser
  'proof-refused': ByUser
  recovered: ByUser & { address: string }
  'recovery-refused': { userId: string | null; address: string }
  'recovery-codes-made': ByUser
  'totp-on': ByUser
  'totp-off': ByUser
  'code-refused': ByUser & { address: string }
  'passkey-added': ByUser
  'passkey-removed': ByUser
  'email-changed': ByUser
  'email-removed': ByUser
  'way-connected': ByUser & { provider: string }
  'way-disconnected': ByUser & { provider: string }
  'way-refused': ByUser & { provider: string }
  'too-many': { rate: string }
  'origin-refused': { address: string }
  'member-joined': InGroup
  'slip-printed': InGroup
  'member-left': InGroup
  'member-removed': InGroup & { by: string }
  'role-changed': InGroup & { by: string; role: string }
  'invitation-made': InGroup & { invitationId: string }
  'invitation-revoked': InGroup & { invitationId: string }
  'group-deletion-asked': InGroup
  'group-deletion-withdrawn': InGroup
  'group-archived': InGroup
  'group-reopened': InGroup
  'group-deleted': { groupId: string }
  'names-kept-changed': InGroup
  'names-faded': { groupId: string }
  'owner-made': ByUser
  'account-suspended': ByUser & { by: string }
  'account-readmitted': ByUser & { by: string }
  'suspended-refused': ByUser
  'group-suspended': { groupId: string; by: string }
  'group-readmitted': { groupId: string; by: string }
  /** Somebody signed in asked for what is not theirs, or may not do what they asked for. */
  'access-refused': ByUser & { method: string; path: string; status: number }
}

/** Leaves one line of something that whoever runs the site may have to look into later: its name, and ids. */
export function tellSecurity<Name extends keyof SecurityEvents>(event: Name, about: SecurityEvents[Name]): void {
  const line: object = { security: event, ...about }
  log().info(line, 'security')
}
