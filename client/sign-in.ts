import { useSyncExternalStore } from 'react'
import { answerOf, ask, request } from '#client/http.ts'
import type { SignIn } from '#domain/account.ts'
import type { Joined } from '#domain/invitation.ts'
import { invitationCode, safeNext } from '#domain/next-path.ts'

/** Posts a form to next-auth, without the page load that it is made for. */
async function post(path: string, form: Record<string, string>): Promise<{ url: string }> {
  return answerOf(await request(`/api/auth/${path}`, { method: 'POST', body: new URLSearchParams({ json: 'true', ...form }) }))
}

/**
 * Signs in on this device.
 * @returns where to go on: where the person was going, or into the group whose invitation they came from
 * @throws Problem `forbidden` when username and password do not belong together; `too-many`; OfflineError
 */
export const signIn = (input: SignIn): Promise<{ next: string }> => ask('POST', '/api/sign-in', input)

/** Signs out on this device. @throws OfflineError */
export const signOut = (): Promise<void> => ask('POST', '/api/sign-out', {})

/** Goes to the provider that this site has set up; it sends the person back to `next`. */
export async function leaveForProvider(next: string): Promise<void> {
  const { url } = await post('signin/oidc', { callbackUrl: safeNext(next) })
  location.assign(url)
}

/** Asks for a mail with a link that signs in. Says nothing about whether the address is known. */
export async function askForLink(email: string, next: string): Promise<void> {
  await post('signin/email', { email, callbackUrl: safeNext(next) })
}

/** Joins the group of an invitation. @throws Problem with the reason when the link is dead */
export const joinGroup = (code: string, name = ''): Promise<Joined> => ask('POST', '/api/join', { code, name })

/**
 * Takes somebody who has just come in where they were going. From an invitation they go on into the group: they have
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

const never = () => () => {}

/**
 * Where somebody is going, with the place on that page (#p8), which the browser alone knows: it keeps it when a page sends
 * people on to sign in.
 */
export function useNext(next: string): string {
  return useSyncExternalStore(
    never,
    () => (next === '/' || next.includes('#') || location.hash === '#main' ? next : next + location.hash),
    () => next,
  )
}

/**
 * The address of the sign-in page that leads back to this very place.
 * @param anew for somebody who is signed in, and is to show that it is them
 */
export const signInHere = (anew?: 'anew'): string => {
  const { pathname, search, hash } = location
  const here = safeNext(pathname + search + hash)
  const query = new URLSearchParams({ ...(here !== '/' && { next: here }), ...(anew && { anew: 'yes' }) })
  return query.size > 0 ? `/sign-in?${query}` : '/sign-in'
}
