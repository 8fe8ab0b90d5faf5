import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import type { ChapterActivity } from '#domain/visit.ts'

/**
 * How much was said about each chapter and how much of it is unread; chapters without a word are left out.
 * @param initial what the page came with
 */
export function useActivity(groupId: string, initial: ChapterActivity[]): ChapterActivity[] {
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    ask<ChapterActivity[]>('GET', `/api/groups/${groupId}/activity`, undefined, signal)
  return useQuery({ queryKey: keys.activity(groupId), queryFn, initialData: initial }).data
}

/** Tells the server that everything said about the chapter so far has been seen. */
export function useUpdateVisit({ groupId, chapter }: TalkPlace) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask<void>('PUT', `/api/groups/${groupId}/visits`, { chapter }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: keys.activity(groupId) }), client.invalidateQueries({ queryKey: keys.groups })]),
  })
}
