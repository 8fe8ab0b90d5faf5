import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { Account } from '#domain/account.ts'
import { Problem } from '#domain/problem.ts'

/** @returns null when nobody is signed in */
async function findAccount(signal: AbortSignal): Promise<Account | null> {
  try {
    return await ask<Account | null>('GET', '/api/account', undefined, signal)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'signed-out') return null
    throw error
  }
}

/** The person signed in on this device: null when nobody is, undefined while that is not known. */
export function useAccount(): Account | null | undefined {
  const { data } = useQuery({ queryKey: keys.account, queryFn: ({ signal }) => findAccount(signal), staleTime: 60_000 })
  return data
}
