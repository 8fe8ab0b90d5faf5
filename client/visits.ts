import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'

/** Tells the server that what was said about the chapter has been seen, all but what was said in the last so many milliseconds. */
export function useUpdateVisit({ groupId, chapter }: TalkPlace) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (inSightFor: number) => ask<void>('PUT', `/api/groups/${groupId}/visits`, { chapter, inSightFor }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: keys.activity(groupId) }), client.invalidateQueries({ queryKey: keys.groups })]),
  })
}
