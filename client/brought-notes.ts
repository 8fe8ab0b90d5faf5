import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, request } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import { viewerHeaders } from '#client/viewer.ts'
import type { BroughtTally } from '#domain/brought-notes/brought-note.ts'

/** Sends a file of notes: to be told what would come into the group, or to bring it in. */
export function useBringNotes(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, stores }: { file: File; stores: boolean }) => {
      const query = new URLSearchParams({ stores: stores ? 'yes' : 'no' })
      const headers = { ...viewerHeaders(), 'content-type': 'application/octet-stream' }
      const response = await request(`/api/groups/${groupId}/brought-notes?${query}`, { method: 'POST', headers, body: file })
      return answerOf<BroughtTally>(response)
    },
    onSuccess: (_tally, { stores }) => (stores ? client.invalidateQueries({ queryKey: keys.group(groupId) }) : undefined),
  })
}
