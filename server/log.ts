import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { format } from 'node:util'
import { pino } from 'pino'
import { env } from '#server/env.ts'
import { networksOf } from '#server/network.ts'

let logger: ReturnType<typeof pino> | undefined

/** One JSON line an event, to standard error; never the words of members, passwords or codes, nor where somebody is. */
export function log() {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, serializers: { err: tellError } }, pino.destination(2))
  return logger
}

/** Where somebody is, or may be written to, and the password in the address of a database. */
const ADDRESSES = [/[^\s<>"'(]+@[\w.-]+/g, /\b\d{1,3}(?:\.\d{1,3}){3}\b/g, /\b(?:[\da-f]{1,4}:){3,7}[\da-f]{0,4}\b/gi]
const withoutAddresses = (text: string) => ADDRESSES.reduce((told, address) => told.replace(address, '…'), text)

/**
 * What is told of an error: what it is called, says and where it arose. Whatever else libraries hang on one may be anybody's: Postgres the row
 * that it refused, the mail server to whom something was written.
 */
function tellError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutAddresses(error) : undefined
  const { name, code, cause } = error as Error & { code?: unknown }
  const message = withoutAddresses(error.message).slice(0, 500)
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { name, ...(typeof code === 'string' && { code }), message, stack, ...(cause instanceof Error && { cause: tellError(cause) }) }
}

// Next compiles routes into several bundles, which are to call one source the same.
const holder = globalThis as typeof globalThis & { studycircleSources?: { day: string; key: Buffer } }

/**
 * What the log calls a network for a day, so that one sees what comes from the same place. The key is in this process alone and forgotten
 * when the day (of UTC) or the process ends: nobody can tell afterwards which network it was.
 */
export function sourceOf(address: string): string {
  const day = new Date().toISOString().slice(0, 10)
  if (holder.studycircleSources?.day !== day) holder.studycircleSources = { day, key: randomBytes(32) }
  return createHmac('sha256', holder.studycircleSources.key).update(networksOf(address).narrow).digest('base64url').slice(0, 10)
}

/**
 * Makes one line of JSON of whatever libraries print, from now on: Next prints addresses as they came, line breaks and all, which could
 * look like lines of ours.
 */
export function takeOverConsole(): void {
  console.error = (...said: unknown[]) => log().error(printed(said), 'printed')
  console.warn = (...said: unknown[]) => log().warn(printed(said), 'printed')
}

function printed(said: unknown[]): object {
  const err = said.find((each) => each instanceof Error)
  return { said: withoutAddresses(format(...said.map((each) => (each instanceof Error ? each.name : each)))), ...(err && { err }) }
}

type ByUser = { userId: string }
type InGroup = ByUser & { groupId: string }

/**
 * What the security log tells, and with what. Ids only, and addresses, which are written down as `source`: a username that somebody typed may be
 * a password in the wrong field, and a person's name may be anything.
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
  'name-taken-over': InGroup & { by: string }
  'return-printed': InGroup & { by: string }
  'return-claimed': InGroup & { by: string }
  'return-stopped': InGroup & { by: string }
  'return-done': { groupId: string; returnId: string }
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
  const { address, ...rest } = about as { address?: string }
  const line: object = { security: event, ...rest, ...(address !== undefined && { source: sourceOf(address) }) }
  log().info(line, 'security')
}
