import { useQuery } from '@tanstack/react-query'
import { tagsQuery } from '#client/queries.ts'

/** The tags that a group uses, the commonest first; none while they are not known. */
export function useTags(groupId: string): string[] {
  // A tag that was just used for the first time is offered with the next note.
  return useQuery({ ...tagsQuery(groupId), staleTime: 0 }).data ?? []
}
