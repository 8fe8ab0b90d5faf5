import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { Calls } from '#domain/inbox.ts'

/**
 * Whether something that concerns the viewer waits in a group. It changes with what is said there and with what they see.
 * @param initial what the page came with
 */
export function useCalls(groupId: string, initial: Calls): Calls {
  const queryFn = ({ signal }: { signal: AbortSignal }) => ask<Calls>('GET', `/api/groups/${groupId}/calls`, undefined, signal)
  return useQuery({ queryKey: keys.calls(groupId), queryFn, initialData: initial, staleTime: 60_000 }).data
}
