import 'server-only'
import { Prove } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { fitsPassword } from '#server/accounts/passwords.ts'
import { db } from '#server/db.ts'
import { tellSecurity } from '#server/log.ts'

/** How long a sign-in without a password, or a password given, speaks for whoever sits there. Milliseconds. */
const FRESH = 10 * 60 * 1000
const recently = () => ({ gt: new Date(Date.now() - FRESH) })

/**
 * Lets pass whoever knows the account's password, or has just signed in to an account without one: a screen that somebody left, or a
 * cookie that was taken, does nothing that cannot be undone and changes none of the ways into an account (decision 0088).
 * @param sent the whole of what was sent: the password is in `current`
 * @throws Problem `forbidden`
 */
export async function requireProof(viewer: Viewer, sent: Record<string, unknown>): Promise<void> {
  const userId = accountOf(viewer)
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  const proved =
    passwordHash === null
      ? (await db().session.count({ where: { id: viewer.sessionId, createdAt: recently() } })) > 0
      : await fitsPassword(passwordHash, Prove.safeParse(sent).data?.current ?? '')
  if (proved) return
  tellSecurity('proof-refused', { userId })
  if (passwordHash === null) throw new Problem('forbidden', say('signInAnew'))
  throw new Problem('forbidden', say('wrongPassword'), { fields: { current: say('wrongPassword') } })
}

/** Whether the account of whoever asks has a password, which forms of what is dangerous then ask for. */
export async function hasPassword(viewer: Viewer): Promise<boolean> {
  return (await db().user.count({ where: { id: accountOf(viewer), passwordHash: { not: null } } })) > 0
}

/** Takes note on the session that its owner sits there, for what they do next on another page. */
export async function proveSession(viewer: Viewer): Promise<void> {
  await db().session.updateMany({ where: { id: viewer.sessionId }, data: { provedAt: new Date() } })
}

/** Whether `proveSession` was called for this session a moment ago. It is good once. */
export async function takeProof(viewer: Viewer): Promise<boolean> {
  const { count } = await db().session.updateMany({ where: { id: viewer.sessionId, provedAt: recently() }, data: { provedAt: null } })
  return count > 0
}
