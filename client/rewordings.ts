import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { Rewording } from '#domain/rewording.ts'
import type { AboutSaying } from '#domain/saying.ts'

/**
 * What some words were before they were changed, oldest first.
 * @param version the one that stands now: with each change there is more to fetch
 */
export function useRewordings(groupId: string, { noun, id }: Pick<AboutSaying, 'noun' | 'id'>, version: number) {
  return useQuery({
    queryKey: keys.rewordings(groupId, id, version),
    queryFn: ({ signal }) =>
      ask<Rewording[]>('GET', `/api/groups/${groupId}/rewordings?${new URLSearchParams({ noun, id })}`, undefined, signal),
    refetchOnWindowFocus: false,
  })
}
