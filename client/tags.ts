import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'

/** The tags that a group uses, the commonest first; none while they are not known. */
export function useTags(groupId: string): string[] {
  const { data } = useQuery({
    queryKey: keys.tags(groupId),
    queryFn: () => ask<string[]>('GET', `/api/groups/${groupId}/tags`),
    // A tag that was just used for the first time is offered with the next note.
    staleTime: 0,
  })
  return data ?? []
}
