import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'

/** Tells the server that everything said about the chapter so far has been seen. */
export function useUpdateVisit({ groupId, chapter }: TalkPlace) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask<void>('PUT', `/api/groups/${groupId}/visits`, { chapter }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: keys.activity(groupId) }), client.invalidateQueries({ queryKey: keys.groups })]),
  })
}
