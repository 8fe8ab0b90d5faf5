import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clearDrafts } from '#client/draft.ts'
import { ask } from '#client/http.ts'
import { forgetMember } from '#client/member-hint.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { accountQuery, sessionsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import { leaveForProvider } from '#client/sign-in.ts'
import type {
  AboutConnection,
  Account,
  ChangePassword,
  DeleteAccount,
  Prove,
  Recover,
  Recovered,
  SessionItem,
  SignUp,
  TotpBegun,
  UpdateEmail,
} from '#domain/account.ts'

/** The person signed in on this device: null when nobody is, undefined while that is not known. */
export function useAccount(): Account | null | undefined {
  return useQuery(accountQuery()).data
}

/** The account on its own page, which came with it. */
export function useOwnAccount(initial: Account): Account {
  return useQuery({ ...accountQuery(), initialData: initial, staleTime: 0 }).data ?? initial
}

type RecoveryCodes = { recoveryCodes: string[] }

/** Makes an account and signs in to it. @throws Problem with `extra.fields` */
export const createAccount = (input: SignUp): Promise<RecoveryCodes & { username: string }> => ask('POST', '/api/accounts', input)

/** Sets a new password with a recovery code; all sessions end, and a new one begins here. */
export const recover = (input: Recover): Promise<Recovered> => ask('POST', '/api/recovery', input)

/** Makes a new set of recovery codes; the old set stops working. */
export const createRecoveryCodes = (input: Prove): Promise<RecoveryCodes> => ask('POST', '/api/account/recovery-codes', input)

/** Confirms an e-mail address with the token of the mail's link. */
export const confirmEmail = (token: string): Promise<{ email: string }> => ask('POST', '/api/account/email/confirmation', { token })

export function useUpdateName() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => ask<Account>('PATCH', '/api/account', { name }),
    onSuccess: (account) => client.setQueryData(keys.account, account),
  })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ChangePassword) => ask<{ ended: number }>('PUT', '/api/account/password', input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/** Deletes the account. Nothing of theirs stays in this browser either: drafts, or that they were in a group. */
export function useDeleteAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: DeleteAccount) => ask<void>('POST', '/api/account/deletion', input),
    onSuccess: () => {
      clearDrafts()
      forgetMember()
      client.clear()
      location.assign('/account/deleted')
    },
  })
}

export function useCreateRecoveryCodes() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: createRecoveryCodes,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/** Makes the secret for an authenticator app; nothing changes before a code of it is confirmed. */
export function useBeginTotp() {
  return useMutation({ mutationFn: (current: string) => ask<TotpBegun>('POST', '/api/account/totp', { current }) })
}

export function useConfirmTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (code: string) => ask<void>('POST', '/api/account/totp/confirmation', { code }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

export function useRemoveTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (current: string) => ask<void>('POST', '/api/account/totp/removal', { current }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/** Asks for the mail that confirms an address; nothing changes before it is answered. */
export function useUpdateEmail() {
  return useMutation({ mutationFn: (input: UpdateEmail) => ask<void>('PUT', '/api/account/email', input) })
}

export function useRemoveEmail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Prove) => ask<void>('POST', '/api/account/email/removal', input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/** Proves that the account's owner sits here, and goes to the outside sign-in that is to be connected. */
export function useConnect() {
  return useMutation({
    mutationFn: async (current: string) => {
      await ask<void>('POST', '/api/account/proof', { current })
      await leaveForProvider('/account')
    },
  })
}

export function useDisconnect() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ connectionId, current }: AboutConnection) =>
      ask<void>('DELETE', `/api/account/connections/${connectionId}`, { current }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.account }),
  })
}

/** Where the person is signed in. */
export function useSessions(initial: SessionItem[]): SessionItem[] {
  return usePageAnswer(sessionsQuery(), initial)
}

/** Ends one session, or with null all but this one. */
export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sessionId: string | null) => ask<unknown>('DELETE', `/api/account/sessions${sessionId ? `/${sessionId}` : ''}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  })
}
