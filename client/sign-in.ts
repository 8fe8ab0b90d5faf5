import { ask, OfflineError, problemOf } from '#client/http.ts'
import type { Joined } from '#domain/invitation.ts'
import { invitationCode, safeNext } from '#domain/next-path.ts'

/** Posts a form to next-auth with its anti-forgery token, and without the page reload that it is made for. */
async function post(path: string, form: Record<string, string>): Promise<Response> {
  const { csrfToken } = await ask<{ csrfToken: string }>('GET', '/api/auth/csrf')
  const body = new URLSearchParams({ csrfToken, json: 'true', ...form })
  const response = await fetch(`/api/auth/${path}`, { method: 'POST', body }).catch(() => {
    throw new OfflineError()
  })
  if (response.status === 429) throw await problemOf(response)
  return response
}

/**
 * @returns false when username and password do not belong together
 * @throws Problem `too-many` after too many attempts; OfflineError
 */
export async function signIn(username: string, password: string): Promise<boolean> {
  const response = await post('callback/credentials', { username, password })
  if (response.status === 401) return false
  if (!response.ok) throw await problemOf(response)
  return true
}

/** Signs out on this device. @throws OfflineError */
export async function signOut(): Promise<void> {
  const response = await post('signout', {})
  if (!response.ok) throw await problemOf(response)
}

/** Goes to the provider that this site has set up; it sends the person back to `next`. */
export async function leaveForProvider(next: string): Promise<void> {
  const { url } = await (await post('signin/oidc', { callbackUrl: safeNext(next) })).json()
  location.assign(url)
}

/** Asks for a mail with a link that signs in. Says nothing about whether the address is known. */
export async function askForLink(email: string, next: string): Promise<void> {
  await post('signin/email', { email, callbackUrl: safeNext(next) })
}

/** Joins the group of an invitation. @throws Problem with the reason when the link is dead */
export const joinGroup = (code: string): Promise<Joined> => ask('POST', '/api/join', { code })

/**
 * Takes somebody who has just signed in where they were going. From an invitation they go on into the group: they have
 * said that they want to join, and are not asked again.
 */
export async function arrive(next: string): Promise<void> {
  const target = safeNext(next)
  const code = invitationCode(target)
  // A dead link, or a lost connection, is explained by the invitation's own page.
  const joined = code && (await joinGroup(code).catch(() => null))
  // A whole page load: everything that the browser knew was of somebody signed out.
  location.assign(joined ? `/groups/${joined.groupId}/${joined.chapter}` : target)
}
