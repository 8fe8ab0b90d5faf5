import 'server-only'
import type { Prove } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { fitsPassword } from '#server/accounts/passwords.ts'
import { db } from '#server/db.ts'
import { tellSecurity } from '#server/log.ts'

/** How long a sign-in without a password, or a password given, speaks for whoever sits there. Milliseconds. */
const FRESH = 10 * 60 * 1000
const recently = () => ({ gt: new Date(Date.now() - FRESH) })

/**
 * Lets pass whoever knows the account's password, or has just signed in to an account without one: a screen that somebody left, or a
 * cookie that was taken, changes none of the ways into an account.
 * @throws Problem `forbidden`
 */
export async function requireProof(viewer: Viewer, current: string): Promise<void> {
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: viewer.userId }, select: { passwordHash: true } })
  const proved =
    passwordHash === null
      ? (await db().session.count({ where: { id: viewer.sessionId, createdAt: recently() } })) > 0
      : await fitsPassword(passwordHash, current)
  if (proved) return
  tellSecurity('proof-refused', { userId: viewer.userId })
  if (passwordHash === null) throw new Problem('forbidden', say('signInAnew'))
  throw new Problem('forbidden', say('wrongPassword'), { fields: { current: say('wrongPassword') } })
}

/** Takes note on the session that its owner sits there, for what they do next on another page. */
export async function proveSession(viewer: Viewer, { current = '' }: Prove): Promise<void> {
  await requireProof(viewer, current)
  await db().session.updateMany({ where: { id: viewer.sessionId }, data: { provedAt: new Date() } })
}

/** Whether `proveSession` was called for this session a moment ago. It is good once. */
export async function takeProof(viewer: Viewer): Promise<boolean> {
  const { count } = await db().session.updateMany({ where: { id: viewer.sessionId, provedAt: recently() }, data: { provedAt: null } })
  return count > 0
}
