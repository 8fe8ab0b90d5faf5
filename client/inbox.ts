import { useQuery } from '@tanstack/react-query'
import { callsQuery } from '#client/queries.ts'
import type { Calls } from '#domain/inbox.ts'

/**
 * Whether something that concerns the viewer waits in a group. It changes with what is said there and with what they see.
 * @param initial what the page came with
 */
export function useCalls(groupId: string, initial: Calls): Calls {
  return useQuery({ ...callsQuery(groupId), initialData: initial, staleTime: 60_000 }).data
}
