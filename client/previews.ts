import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'

/** What words become on the page, as the server would make them; what was shown last until that is there. */
export function usePreview(groupId: string, body: string) {
  return useQuery({
    queryKey: keys.preview(groupId, body),
    queryFn: async ({ signal }) => (await ask<{ html: string }>('POST', `/api/groups/${groupId}/previews`, { body }, signal)).html,
    enabled: body.trim() !== '',
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
}
