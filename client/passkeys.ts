import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'

type Library = typeof import('@simplewebauthn/browser')
type Creation = Parameters<Library['startRegistration']>[0]['optionsJSON']
type Asking = Parameters<Library['startAuthentication']>[0]['optionsJSON']

const library = () => import('@simplewebauthn/browser')

/** Whether whoever was asked by their browser said no, or did not answer: that is no mistake. */
export const isDeclined = (error: unknown): boolean => error instanceof Error && error.name === 'NotAllowedError'

/** Makes a passkey on this device, or on one that the browser reaches, and adds it to the account. */
export function useAddPasskey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, current }: { name: string; current: string }) => {
      const optionsJSON = await ask<Creation>('POST', '/api/account/passkeys/options', { current })
      const { startRegistration } = await library()
      await ask<void>('POST', '/api/account/passkeys', { name, response: await startRegistration({ optionsJSON }) })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

export function useRemovePasskey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ passkeyId, current }: { passkeyId: string; current: string }) =>
      ask<void>('DELETE', `/api/account/passkeys/${passkeyId}`, { current }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/**
 * Signs in with a passkey that the browser finds.
 * @returns where to go on
 */
export async function signInWithPasskey(next: string): Promise<{ next: string }> {
  const optionsJSON = await ask<Asking>('POST', '/api/sign-in/passkey/options', {})
  const { startAuthentication } = await library()
  return ask('POST', '/api/sign-in/passkey', { response: await startAuthentication({ optionsJSON }), next })
}
