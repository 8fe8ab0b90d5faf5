import 'server-only'
import { encode } from 'next-auth/jwt'
import { type SignIn, type SignUp, Username } from '#domain/account.ts'
import { invitationCode, safeNext } from '#domain/next-path.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { checkPassword, createAccount } from '#server/accounts/accounts.ts'
import { COOKIE_AGE, createSession, endSessionOfToken } from '#server/accounts/sessions.ts'
import { requireSecondFactor } from '#server/accounts/totp.ts'
import { cookieLine, SESSION } from '#server/cookies.ts'
import { authSecret } from '#server/env.ts'
import { joinGroup } from '#server/groups/join.ts'
import { tellSecurity } from '#server/log.ts'
import { takeNetworkPoint } from '#server/rate-limit.ts'
import type { Asked } from '#server/route.ts'
import { sessionTokenOf, viewerOfRequest } from '#server/viewer.ts'

/** Where somebody goes who has just signed in. */
export type Arrival = { next: string }

/**
 * Signs in with a password, and in from an invitation joins its group: whoever comes from there has said that they want to.
 * The refusal is the same for an unknown username and a wrong password.
 * @throws Problem `forbidden`, with the field `code` where a second step is asked for; `too-many`
 */
export async function signIn(_who: Viewer | null, { username, password, code = '', next = '/' }: SignIn, asked: Asked): Promise<Arrival> {
  // By name and network together, so that nobody can lock somebody else out by trying wrong passwords from elsewhere.
  const known = Username.safeParse(username).data ?? null
  await takeNetworkPoint('sign-in', asked.address, known ?? 'nobody')
  await takeNetworkPoint('sign-in-network', asked.address)
  const user = await checkPassword(known, password, asked.address)
  if (!user) throw new Problem('forbidden', say('signInWrong'))
  const way = await requireSecondFactor(user.id, code, asked.address)
  return arrive(user, way, next, asked)
}

/** Signs in somebody who has shown who they are, and says where they go on. */
export async function arrive(user: { id: string; name: string }, way: string, next: string, asked: Asked): Promise<Arrival> {
  const viewer = await beginSession(user, asked)
  tellSecurity('signed-in', { userId: user.id, way, address: asked.address })
  const code = invitationCode(safeNext(next))
  // A dead link is explained by the invitation's own page.
  const joined = code && (await joinGroup(viewer, { code }).catch(orNull))
  return { next: joined ? `/groups/${joined.groupId}/${joined.chapter}` : safeNext(next) }
}

function orNull(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}

/**
 * Makes an account and signs in to it.
 * @returns the recovery codes, which nobody can read again
 * @throws Problem `invalid` for a weak password, `conflict` when the username is taken
 */
export async function signUp(_who: Viewer | null, input: SignUp, asked: Asked): Promise<{ username: string; recoveryCodes: string[] }> {
  const { id, username, recoveryCodes } = await createAccount(input, asked.address)
  await beginSession({ id, name: input.name }, asked)
  return { username, recoveryCodes }
}

/** Signs somebody in in the browser that asks, whose former session ends with it. */
export async function beginSession(user: { id: string; name: string }, { request, headers }: Asked): Promise<Viewer> {
  const sid = await createSession(user.id, request.headers.get('user-agent') ?? '', await viewerOfRequest(request))
  const token = await encode({ token: { sub: user.id, sid }, secret: authSecret(), maxAge: COOKIE_AGE })
  // As next-auth writes it, which signs in people with a mailed link or from another provider.
  headers.append('set-cookie', cookieLine(SESSION, token, COOKIE_AGE))
  return { userId: user.id, name: user.name, sessionId: sid }
}

/** Signs out in the browser that asks; whoever is signed out already stays so. */
export async function signOut(_who: Viewer | null, _input: object, { request, headers }: Asked): Promise<void> {
  const token = await sessionTokenOf(request)
  if (token) await endSessionOfToken(token)
  headers.append('set-cookie', cookieLine(SESSION, '', 0))
}
